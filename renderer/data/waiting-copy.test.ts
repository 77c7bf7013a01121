import { expect, test } from 'vitest';
import type { StoredIntent } from './intent-schema.ts';
import { openWaitingCopy, type WaitingCopy } from './waiting-copy.ts';

/** Texts of a browser that has room for so many characters. */
function keyValueOf(room = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      const others = [...kept].reduce((sum, [name, text]) => (name === key ? sum : sum + text.length), 0);
      if (others + value.length > room) throw new DOMException('There is no room', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
}

function intent(n: number, notes = ''): StoredIntent {
  return {
    key: String(n),
    n,
    id: `int_${n}`,
    install: 'here',
    device: 'dev_1',
    session: null,
    command: 'bookings.update',
    args: { id: 'bk_1', notes },
    issued_at: '2026-04-15T04:00:00Z',
    effects: [],
    depends_on: [],
    state: 'pending',
    resend: false,
    dismissed: false,
  };
}

const long = 'x'.repeat(100_000);
const idsOf = (copy: WaitingCopy) => copy.lost()?.drafts.map(({ id }) => id);

test('S1: what finds no room for its copy is told, and copied as soon as there is room', () => {
  const keyValue = keyValueOf();
  const copy = openWaitingCopy(keyValue, 'store', 'one');
  for (let n = 1; n <= 40; n++) copy.keep(intent(n, long));
  const without = [...copy.uncopied.get()];
  expect(without.length).toBeGreaterThan(3);
  // Whatever else the browser keeps fits in besides: who is signed in, above all.
  keyValue.setItem('others', long.repeat(10));
  copy.drop([1, 2]);
  expect(copy.uncopied.get()).toEqual(without.slice(2));
  // One that the hub has needs none any more.
  copy.drop([without[2] ?? 0]);
  expect(copy.uncopied.get()).toEqual(without.slice(3));
  copy.drop(Array.from({ length: 40 }, (_, i) => i + 1));
  expect(copy.uncopied.get()).toEqual([]);
  copy.keep(intent(41));
  expect(copy.uncopied.get()).toEqual([]);
});

test('a browser with less room than that is told of as well', () => {
  const copy = openWaitingCopy(keyValueOf(150_000), 'store', 'one');
  copy.keep(intent(1, long));
  copy.keep(intent(2, long));
  expect(copy.uncopied.get()).toEqual([2]);
});

test('a store that is lost: what was copied is answered, what was not is counted', () => {
  const keyValue = keyValueOf();
  const before = openWaitingCopy(keyValue, 'store', 'one');
  for (let n = 1; n <= 40; n++) before.keep(intent(n, long));
  before.drop([3]);
  const uncopied = before.uncopied.get().length;
  const after = openWaitingCopy(keyValue, 'store', 'two');
  expect(after.lost()?.uncopied).toBe(uncopied);
  expect(idsOf(after)).toHaveLength(39 - uncopied);
  expect(idsOf(after)).not.toContain('int_3');
  after.recovered();
  expect(after.lost()).toBeUndefined();
  expect(openWaitingCopy(keyValue, 'store', 'two').lost()).toBeUndefined();
});

test('a copy that is there already is not made again', () => {
  const keyValue = keyValueOf();
  openWaitingCopy(keyValue, 'store', 'one').keep(intent(1, 'first'));
  const again = openWaitingCopy(keyValue, 'store', 'one');
  again.keep(intent(1, 'second'));
  expect(openWaitingCopy(keyValue, 'store', 'two').lost()?.drafts).toMatchObject([
    { args: { notes: 'first' } },
  ]);
});
