import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeliveryPage, NewDelivery, Settled } from '../../server/store/deliveries.ts';
import type { Store, Tx, View } from '../../server/store/store.ts';
import type { OpenStore } from './store.ts';

const clinic = 'tnt_clinic';
const other = 'tnt_other';
const noon = Date.parse('2026-04-15T12:00:00Z');

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

/** A delivery of the event with a number, about one booking unless told otherwise. */
function delivery(seq: number, more: Partial<NewDelivery> = {}): NewDelivery {
  return {
    id: `dlv_${more.endpoint_id ?? 'one'}_${seq}`,
    endpoint_id: 'one',
    event_id: `evt_${seq}`,
    event_seq: seq,
    type: 'booking.created',
    order_key: `bk_${seq}`,
    source: 'event',
    created_at: noon,
    ...more,
  };
}

/** What a store must do for the deliveries of events, in the words of `server/store/deliveries.ts`. */
export function deliveriesContract(open: OpenStore): void {
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

  function put(...deliveries: readonly NewDelivery[]): Promise<void> {
    return write((tx) => {
      for (const one of deliveries) tx.deliver.add(one);
    });
  }

  /** Ids of what is due, the earliest first. */
  function due(now = noon, endpoint = 'one', limit = 100): Promise<string[]> {
    return read((view) => view.deliveries.due(endpoint, now, limit).map(({ event_id }) => event_id));
  }

  function page(more: Partial<DeliveryPage> = {}): Promise<string[]> {
    return read((view) =>
      view.deliveries.page({ endpoint: 'one', limit: 100, ...more }).map(({ event_id }) => event_id),
    );
  }

  /** Puts down what a try of an event led to. */
  function settle(
    seq: number,
    status: Settled['status'],
    more: Partial<Settled> = {},
    ms = 5,
  ): Promise<void> {
    return write((tx) => {
      const { endpoint_id = 'one' } = more;
      const found = tx.deliveries.one(endpoint_id, `dlv_${endpoint_id}_${seq}`);
      if (!found) throw new Error('there is no such delivery');
      const tried = { at: noon, ms, status: status === 'succeeded' ? 200 : 500 };
      tx.deliver.settle({ n: found.n, endpoint_id, status, next_at: null, tried, ...more });
    });
  }

  function one(seq: number) {
    return read((view) => view.deliveries.one('one', `dlv_one_${seq}`));
  }

  describe('E2: what is put down', () => {
    test('is there once for an event and an endpoint, however often; tests are each their own', async () => {
      await put(delivery(1), delivery(1, { id: 'dlv_again' }), delivery(1, { endpoint_id: 'two' }));
      expect([await page(), await page({ endpoint: 'two' })]).toEqual([['evt_1'], ['evt_1']]);
      await settle(1, 'succeeded');
      await put(delivery(1, { id: 'dlv_again' }));
      expect(await one(1)).toMatchObject({ status: 'succeeded', attempts: 1 });
      const sample = { event_seq: undefined, order_key: undefined, source: 'test' as const, body: '{}' };
      const { event_seq: _, order_key: __, ...bare } = { ...delivery(9), ...sample };
      await put({ ...bare, id: 'dlv_test_1' }, { ...bare, id: 'dlv_test_2' });
      expect(await due()).toEqual(['evt_9', 'evt_9']);
      expect(await read((view) => view.deliveries.one('one', 'dlv_test_2')?.event)).toBe('{}');
    });

    test('is there when the store is opened again, and not where its work was rolled back', async () => {
      await put(delivery(1));
      await store
        .write(clinic, async (tx) => {
          tx.deliver.add(delivery(2));
          tx.deliver.moveCursor(2);
          throw new Error('broken');
        })
        .catch(() => undefined);
      store.close();
      store = opened.reopen();
      expect(await due()).toEqual(['evt_1']);
      expect(await read((view) => view.deliveries.cursor())).toBeUndefined();
    });

    test('is of one tenant, and takes no number', async () => {
      await put(delivery(1));
      expect(await read((view) => view.seq())).toBe(6);
      await store.write(other, async (tx) => {
        expect(tx.deliveries.due('one', noon, 9)).toEqual([]);
        expect(tx.deliveries.page({ endpoint: 'one', limit: 9 })).toEqual([]);
        expect(tx.deliveries.one('one', 'dlv_one_1')).toBeUndefined();
        expect(tx.deliveries.endpoints()).toEqual([]);
        tx.deliver.moveCursor(4);
        tx.deliver.moveReplay('rpl_1', 4);
        tx.deliver.noteHealth('one', noon);
        tx.deliver.again('one', 'dlv_one_1', noon, 'redelivery');
        expect([tx.deliver.giveUp('one', 9), tx.deliver.drop('one', 9)]).toEqual([0, 0]);
      });
      await read(({ deliveries }) => {
        expect(deliveries.one('one', 'dlv_one_1')).toMatchObject({ status: 'pending', source: 'event' });
        expect([
          deliveries.cursor(),
          deliveries.replayed('rpl_1'),
          deliveries.failingSince('one'),
          deliveries.endpoints(),
        ]).toEqual([undefined, undefined, undefined, ['one']]);
      });
    });
  });

  describe('what is due', () => {
    test('is what has come to its time, the earliest first, with the event as it is stored', async () => {
      await put(delivery(3), delivery(1, { created_at: noon + 2 }), delivery(2, { created_at: noon + 1 }));
      expect(await due(noon)).toEqual(['evt_3']);
      expect(await due(noon + 2)).toEqual(['evt_3', 'evt_2', 'evt_1']);
      expect(await due(noon + 2, 'one', 2)).toEqual(['evt_3', 'evt_2']);
      expect(await due(noon, 'two')).toEqual([]);
      const [first] = await read((view) => view.deliveries.due('one', noon, 1));
      expect(first).toMatchObject({ id: 'dlv_one_3', type: 'booking.created', attempts: 0, step: 0 });
      expect(JSON.parse(first?.event ?? '')).toMatchObject({ id: 'evt_3', seq: 3 });
    });

    test('of events about one thing is the earliest that waits; the next when that is over', async () => {
      const same = { order_key: 'bk_1' };
      await put(delivery(1, same), delivery(2, same), delivery(3, same), delivery(4));
      await put(delivery(2, { ...same, endpoint_id: 'two' }));
      expect(await due()).toEqual(['evt_1', 'evt_4']);
      expect(await due(noon, 'two')).toEqual(['evt_2']);
      await settle(1, 'pending', { next_at: noon + 60 });
      expect(await due(noon + 59)).toEqual(['evt_4']);
      await settle(1, 'succeeded');
      expect(await due()).toEqual(['evt_2', 'evt_4']);
      await settle(2, 'failed');
      expect(await due()).toEqual(['evt_3', 'evt_4']);
      await settle(3, 'succeeded');
      await put(delivery(5, same));
      expect(await due()).toEqual(['evt_4', 'evt_5']);
    });
  });

  describe('tries', () => {
    test('are counted; the first and the last of them are kept', async () => {
      await put(delivery(1));
      for (let n = 0; n < 30; n++) await settle(1, 'pending', { next_at: noon + n + 1 }, n);
      const found = await one(1);
      expect(found).toMatchObject({ status: 'pending', attempts: 30, next_at: noon + 30, last_at: noon });
      expect(found?.tries.map(({ ms }) => ms)).toEqual([0, ...Array.from({ length: 19 }, (_, i) => 11 + i)]);
      expect(await read((view) => view.deliveries.due('one', noon + 30, 1)[0]?.step)).toBe(30);
      await settle(1, 'succeeded');
      expect(await one(1)).toMatchObject({ status: 'succeeded', attempts: 31, next_at: null });
      expect(await due(noon + 99)).toEqual([]);
    });

    test('are counted over the newest thousand, with how long the last of each took', async () => {
      const many = Array.from({ length: 1002 }, (_, i) =>
        delivery(i + 1, { id: `dlv_one_${i + 1}`, order_key: `bk_${i}` }),
      );
      await put(...many);
      await settle(1, 'succeeded');
      await settle(1000, 'pending', { next_at: noon }, 70);
      await settle(1001, 'failed', {}, 80);
      await settle(1002, 'succeeded', {}, 90);
      const counts = await read((view) => view.deliveries.counts('one'));
      expect({ ...counts, latencies: [...counts.latencies].sort() }).toEqual({
        pending: 998,
        succeeded: 1,
        failed: 1,
        latencies: [70, 80, 90],
      });
    });
  });

  describe('E5: sending again', () => {
    test('puts what is over back to the beginning, and what waits for its next try ahead; nothing twice', async () => {
      await put(delivery(1), delivery(2), delivery(3));
      await settle(1, 'succeeded');
      await settle(2, 'failed');
      await settle(3, 'pending', { next_at: noon + 600 });
      await write((tx) => {
        for (const seq of [1, 2, 3, 4])
          tx.deliver.addAgain(delivery(seq, { id: 'dlv_x', source: 'replay', created_at: noon + 1 }));
      });
      expect(await due(noon + 1)).toEqual(['evt_1', 'evt_2', 'evt_3', 'evt_4']);
      expect(await page()).toHaveLength(4);
      expect(await one(1)).toMatchObject({ status: 'pending', source: 'replay', attempts: 1 });
      const steps = await read((view) => view.deliveries.due('one', noon + 1, 9).map(({ step }) => step));
      expect(steps).toEqual([0, 0, 0, 0]);
    });

    test('keeps the order of what is about one thing', async () => {
      const same = { order_key: 'bk_1' };
      await put(delivery(1, same), delivery(2, same));
      await settle(1, 'failed');
      await settle(2, 'failed');
      await write((tx) => {
        for (const seq of [1, 2]) tx.deliver.addAgain(delivery(seq, same));
        // Once more, while they wait.
        for (const seq of [1, 2]) tx.deliver.addAgain(delivery(seq, same));
      });
      expect(await due()).toEqual(['evt_1']);
      await settle(1, 'succeeded');
      expect(await due()).toEqual(['evt_2']);
    });

    test('of one puts it back at once, of that endpoint alone', async () => {
      await put(delivery(1), delivery(1, { endpoint_id: 'two' }));
      await settle(1, 'succeeded');
      await settle(1, 'succeeded', { endpoint_id: 'two' });
      await write((tx) => tx.deliver.again('one', 'dlv_one_1', noon + 7, 'redelivery'));
      expect([await due(noon + 6), await due(noon + 7), await due(noon + 7, 'two')]).toEqual([
        [],
        ['evt_1'],
        [],
      ]);
      expect(await one(1)).toMatchObject({ status: 'pending', source: 'redelivery', attempts: 1 });
    });

    test('knows what was taken, and where what was missed begins', async () => {
      await put(delivery(1), delivery(2), delivery(3), delivery(4));
      const missed = (since: number) => read((view) => view.deliveries.firstMissed('one', since));
      const tried = { at: noon + 10, ms: 5 };
      await settle(1, 'succeeded');
      await settle(2, 'failed');
      await settle(3, 'failed', { tried });
      const taken = (seq: number) => read((view) => view.deliveries.wasTaken('one', seq));
      expect([await taken(1), await taken(2), await taken(4), await taken(5)]).toEqual([
        true,
        false,
        false,
        false,
      ]);
      expect([await missed(noon), await missed(noon + 10), await missed(noon + 11)]).toEqual([2, 3, 4]);
      await settle(4, 'succeeded');
      expect(await missed(noon + 11)).toBeUndefined();
    });
  });

  describe('the log', () => {
    test('is read the newest first, forwards and backwards, by status, type and event', async () => {
      await put(delivery(1), delivery(2, { type: 'booking.cancelled' }), delivery(3), delivery(4));
      await put(delivery(5, { endpoint_id: 'two' }));
      await settle(3, 'succeeded');
      expect(await page()).toEqual(['evt_4', 'evt_3', 'evt_2', 'evt_1']);
      const n = (await one(3))?.n ?? 0;
      expect(await page({ from: { n, backwards: false } })).toEqual(['evt_2', 'evt_1']);
      expect(await page({ from: { n, backwards: false }, limit: 1 })).toEqual(['evt_2']);
      const last = (await one(1))?.n ?? 0;
      expect(await page({ from: { n: last, backwards: true }, limit: 2 })).toEqual(['evt_3', 'evt_2']);
      expect(await page({ status: 'succeeded' })).toEqual(['evt_3']);
      expect(await page({ type: 'booking.cancelled' })).toEqual(['evt_2']);
      expect(await page({ event: 'evt_4', status: 'pending' })).toEqual(['evt_4']);
      expect(await read((view) => view.deliveries.one('two', 'dlv_one_1'))).toBeUndefined();
    });

    test('goes a few at a time: what is given up, what is old, what was of an endpoint that is removed', async () => {
      await put(delivery(1), delivery(2), delivery(3), delivery(4, { created_at: noon + 10 }));
      await put(delivery(5, { endpoint_id: 'two' }));
      await settle(1, 'succeeded');
      const dropped = (limit: number, before?: number) =>
        write((tx) => tx.deliver.drop('one', limit, before));
      expect(await dropped(9, noon + 10)).toBe(1);
      expect(await page()).toEqual(['evt_4', 'evt_3', 'evt_2']);
      const givenUp = (limit: number) => write((tx) => tx.deliver.giveUp('one', limit));
      expect([await givenUp(2), await givenUp(2), await givenUp(2)]).toEqual([2, 1, 0]);
      expect(await due(noon + 99)).toEqual([]);
      expect(await page({ status: 'failed' })).toHaveLength(3);
      expect([await dropped(1, noon + 10), await dropped(9, noon + 10)]).toEqual([1, 1]);
      expect(await page()).toEqual(['evt_4']);
      await put(delivery(6));
      expect([await dropped(1), await dropped(9), await dropped(9)]).toEqual([1, 1, 0]);
      expect(await read((view) => view.deliveries.endpoints())).toEqual(['two']);
    });
  });

  test('positions and health are the last that were noted; failing since the first failure', async () => {
    await write(({ deliver }) => {
      for (const seq of [3, 5]) deliver.moveCursor(seq);
      for (const seq of [2, 4]) deliver.moveReplay('rpl_1', seq);
      for (const at of [noon, noon + 5]) deliver.noteHealth('one', at);
    });
    const noted = () =>
      read(({ deliveries }) => [
        deliveries.cursor(),
        deliveries.replayed('rpl_1'),
        deliveries.replayed('rpl_2'),
        deliveries.failingSince('one'),
        deliveries.failingSince('two'),
      ]);
    expect(await noted()).toEqual([5, 4, undefined, noon, undefined]);
    await write(({ deliver }) => deliver.noteHealth('one', undefined));
    expect((await noted())[3]).toBeUndefined();
  });

  describe('forgetting events', () => {
    const old = '2026-04-15T00:00:01Z';

    function forget(before: string, limit = 100): Promise<number> {
      return write((tx) => tx.forgetEvents(before, limit));
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

    test('takes none that waits to be delivered, nor what came after it', async () => {
      await put(delivery(2), delivery(4));
      await settle(2, 'pending', { next_at: noon + 60 });
      expect(await forget(old)).toBe(1);
      await settle(2, 'failed');
      expect(await forget(old)).toBe(2);
      expect(await events()).toEqual(['evt_4', 'evt_5', 'evt_6']);
      await settle(4, 'succeeded');
      expect(await forget(old)).toBe(3);
    });

    test('leaves a delivery of what is forgotten without its event', async () => {
      await put(delivery(1));
      await settle(1, 'failed');
      await forget(old);
      await write((tx) => tx.deliver.again('one', 'dlv_one_1', noon, 'redelivery'));
      const [found] = await read((view) => view.deliveries.due('one', noon, 9));
      expect([found?.event_id, found?.event]).toEqual(['evt_1', null]);
    });

    test('reads what tells of a person no more as an event, whoever asks', async () => {
      const seq = await write((tx) => tx.append(event('evt_person'), 'cust_1').seq);
      expect(await forget(old)).toBe(7);
      expect(await events(0)).toEqual([]);
      expect(await read((view) => view.event('evt_person'))).toBeUndefined();
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
