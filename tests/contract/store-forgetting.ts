import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store, Tx, View } from '../../server/store/store.ts';
import type { OpenStore } from './store.ts';

const clinic = 'tnt_clinic';
const other = 'tnt_other';

function event(id: string, created_at = '2026-04-15T00:00:00Z') {
  return {
    id,
    type: 'booking.created',
    api_version: 'v2' as const,
    tenant_id: clinic,
    mode: 'live' as const,
    created_at,
    data: { object: {} },
    actor: { kind: 'system', id: 'hub', name: 'Hub' },
    request_id: 'req_1',
  };
}

/** What a store must do to forget events, in the words of `server/store/store.ts`. */
export function forgettingContract(open: OpenStore): void {
  let opened: ReturnType<OpenStore>;
  let store: Store;
  beforeEach(async () => {
    opened = open();
    store = opened.store;
    await store.write(clinic, async (tx) => {
      for (let n = 1; n <= 6; n++) tx.append(event(`evt_${n}`));
    });
  });
  afterEach(() => {
    store.close();
    opened.remove();
  });

  function write<T>(work: (tx: Tx) => T): Promise<T> {
    return store.write(clinic, async (tx) => work(tx));
  }

  function read<T>(work: (view: View) => T): Promise<T> {
    return store.read(clinic, async (view) => work(view));
  }

  describe('forgetting events', () => {
    const old = '2026-04-15T00:00:01Z';

    function forget(before: string, limit = 100, needed?: number): Promise<number> {
      return write((tx) => tx.forgetEvents({ before, limit, needed }));
    }

    function events(after = 0): Promise<string[]> {
      return read((view) => view.events(after, 100).map(({ id }) => id));
    }

    test('takes the oldest, so many at a time, of those from before; their numbers are not given again', async () => {
      await write((tx) => tx.append(event('evt_new', old)));
      expect([await forget('2026-04-15T00:00:00Z'), await forget(old, 4)]).toEqual([0, 4]);
      expect(await events()).toEqual(['evt_5', 'evt_6', 'evt_new']);
      expect(await read((view) => [view.forgottenEvents(), view.event('evt_4'), view.seq()])).toEqual([
        4,
        undefined,
        7,
      ]);
      expect([await forget(old, 4), await forget(old, 4)]).toEqual([2, 0]);
      expect(await events()).toEqual(['evt_new']);
      store.close();
      store = opened.reopen();
      expect(await read((view) => view.forgottenEvents())).toBe(6);
      expect(await write((tx) => tx.append(event('evt_8')).seq)).toBe(8);
    });

    test('takes none that is needed, nor what came after it', async () => {
      expect([await forget(old, 9, 2), await forget(old, 9, 2)]).toEqual([1, 0]);
      expect([await forget(old, 9, 4), await forget(old, 9, 9)]).toEqual([2, 3]);
    });

    test('leaves nothing under the numbers of what is forgotten, and under others what was put there', async () => {
      await forget(old, 2);
      const lies = await read((view) => view.eventsAt([1, 3, 99]));
      expect([...lies].map(([seq, { id, text }]) => [seq, id, JSON.parse(text).seq])).toEqual([
        [3, 'evt_3', 3],
      ]);
    });

    test('reads what tells of a person no more as an event, whoever asks', async () => {
      const seq = await write((tx) => tx.append(event('evt_person'), 'cust_1').seq);
      expect(await forget(old)).toBe(7);
      expect(await events(0)).toEqual([]);
      expect(await read((view) => view.event('evt_person'))).toBeUndefined();
      expect(await read((view) => [view.eventsAbout(['cust_1']), view.eventsAbout(['cust_2'])])).toEqual([
        [seq],
        [],
      ]);
      expect(await read((view) => view.events(seq - 1, 9))).toEqual([]);
    });

    test('of one practice leaves another’s', async () => {
      await store.write(other, async (tx) => tx.append({ ...event('evt_theirs'), tenant_id: other }));
      await forget(old);
      const theirs = await store.read(other, async (view) => [
        view.forgottenEvents(),
        view.events(0, 9).length,
      ]);
      expect(theirs).toEqual([0, 1]);
    });
  });
}
