import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { definitionOf } from '../../shared/resources/index.ts';
import { type Database, openDatabase } from './database.ts';
import { type IntentDraft, type Outbox, openOutbox } from './outbox.ts';
import { memoryPlatform } from './testing/memory-platform.ts';

const nothingApplied = { install: 'here', upTo: {} };
let database: Database;
let outbox: Outbox;

beforeEach(async () => {
  database = await openDatabase(memoryPlatform(getRxStorageMemory()), 'tnt_clinic');
  outbox = await openOutbox(database, nothingApplied);
});

afterEach(async () => {
  outbox.close();
  // Memory storage outlives its databases.
  await database.rx.remove();
});

function draft(id: string): IntentDraft {
  return {
    id,
    install: 'here',
    device: 'dev_1',
    session: null,
    command: 'bookings.cancel',
    args: { id: 'bk_1' },
    issued_at: '2026-04-15T04:00:00Z',
    effects: [
      {
        resource: 'bookings',
        id: 'bk_1',
        kind: 'patch',
        schema: 0,
        fields: { status: 'cancelled' },
        from: 1,
      },
    ],
    depends_on: [],
  };
}

/** Numbers and states of what matters, as `n state`. */
function states(of: Outbox = outbox): string[] {
  return of.signal.get().map((intent) => `${intent.n} ${intent.state}`);
}

async function settle(n: number, id: string, state: 'accepted' | 'refused', now: string): Promise<void> {
  const refusal = state === 'refused' ? { refusal: { code: 'not_found', message: 'gone' } } : {};
  await outbox.settle([{ n, id, state, ...refusal }], now);
}

describe('S11: numbers', () => {
  test('begin at 1 and have no gaps', async () => {
    await outbox.add(draft('int_a'));
    await outbox.add(draft('int_b'));
    expect(outbox.signal.get().map((intent) => [intent.n, intent.id])).toEqual([
      [1, 'int_a'],
      [2, 'int_b'],
    ]);
  });

  test('are each taken once, however many windows take them at the same time', async () => {
    const other = await openOutbox(database, nothingApplied);
    const ids = Array.from({ length: 20 }, (_, i) => `int_${i}`);
    const added = await Promise.all(ids.map((id, i) => (i % 2 ? other : outbox).add(draft(id))));
    expect(added.map((intent) => intent.n).toSorted((a, b) => a - b)).toEqual(ids.map((_, i) => i + 1));
    expect(states(other)).toEqual(states());
    other.close();
  });

  test('go on after everything else was forgotten', async () => {
    await outbox.add(draft('int_a'));
    await outbox.add(draft('int_b'));
    await settle(1, 'int_a', 'accepted', '2026-04-15T04:00:00Z');
    await settle(2, 'int_b', 'accepted', '2026-04-15T04:00:00Z');
    await outbox.purge('2026-06-01T00:00:00Z');
    const reopened = await openOutbox(database, { install: 'here', upTo: {} });
    expect((await reopened.add(draft('int_c'))).n).toBe(3);
    reopened.close();
  });
});

describe('S2: an outcome', () => {
  test('settles its intent once and for all', async () => {
    await outbox.add(draft('int_a'));
    await settle(1, 'int_a', 'refused', '2026-04-15T04:01:00Z');
    await settle(1, 'int_a', 'accepted', '2026-04-15T04:02:00Z');
    expect(outbox.signal.get()).toMatchObject([
      { state: 'refused', settled_at: '2026-04-15T04:01:00Z', refusal: { code: 'not_found' } },
    ]);
  });

  test('that is a refusal stays until somebody dismisses it', async () => {
    await outbox.add(draft('int_a'));
    await settle(1, 'int_a', 'refused', '2026-04-15T04:01:00Z');
    await outbox.purge('2026-06-01T00:00:00Z');
    expect(states()).toEqual(['1 refused']);
    await outbox.dismiss('int_a');
    expect(states()).toEqual([]);
  });

  test('of a pending intent is never made up by dismissing it', async () => {
    await outbox.add(draft('int_a'));
    await outbox.dismiss('int_a');
    expect(states()).toEqual(['1 pending']);
  });
});

test('S1: what is pending or refused is there again after reopening; what is in the base need not be', async () => {
  for (const id of ['int_a', 'int_b', 'int_c', 'int_d']) await outbox.add(draft(id));
  await settle(1, 'int_a', 'refused', '2026-04-15T04:01:00Z');
  await settle(2, 'int_b', 'accepted', '2026-04-15T04:01:00Z');
  await settle(3, 'int_c', 'accepted', '2026-04-15T04:01:00Z');
  const applied = { install: 'here', upTo: { bookings: 2 } };
  const reopened = await openOutbox(database, applied);
  reopened.forgetApplied(applied);
  expect(states(reopened)).toEqual(['1 refused', '3 accepted', '4 pending']);
  reopened.close();
});

test('S8: what an earlier version of the desk has stored is read in the present shapes', async () => {
  const early = draft('int_a');
  await outbox.add({ ...early, effects: early.effects.map((effect) => ({ ...effect, schema: -1 })) });
  const reopened = await openOutbox(database, { install: 'here', upTo: {} });
  const { schemaVersion } = definitionOf('bookings');
  expect(reopened.signal.get()[0]?.effects).toEqual([{ ...early.effects[0], schema: schemaVersion }]);
  reopened.close();
});

test('S7: accepted intents are sent again after a restore, and those older than what is kept are gone', async () => {
  for (const id of ['int_a', 'int_b', 'int_c']) await outbox.add(draft(id));
  await settle(1, 'int_a', 'accepted', '2026-03-01T00:00:00Z');
  await settle(2, 'int_b', 'accepted', '2026-04-15T04:01:00Z');
  outbox.forgetApplied({ install: 'here', upTo: { bookings: 2 } });
  await outbox.purge('2026-04-01T00:00:00Z');
  await outbox.resendAccepted();
  expect(outbox.signal.get().map(({ n, state, resend }) => [n, state, resend])).toEqual([
    [2, 'pending', true],
    [3, 'pending', false],
  ]);
});
