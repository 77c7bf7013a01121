import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  Deliveries,
  DeliveryLog,
  DeliveryPage,
  NewDelivery,
  Settled,
} from '../../server/store/deliveries.ts';

/** Opens a new log, and how to open it again or anew beside. */
export type OpenLog = () => {
  log: DeliveryLog;
  reopen(): DeliveryLog;
  remove(): void;
  /** Whether a text lies anywhere on the disk. */
  contains(text: string): boolean;
};

const clinic = 'tnt_clinic';
const other = 'tnt_other';
const noon = Date.parse('2026-04-15T12:00:00Z');

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

/** What a log of deliveries must do, in the words of `server/store/deliveries.ts`. */
export function deliveriesContract(open: OpenLog): void {
  let opened: ReturnType<OpenLog>;
  let log: DeliveryLog;
  let own: Deliveries;
  beforeEach(() => {
    opened = open();
    ({ log } = opened);
    own = log.of(clinic);
  });
  afterEach(() => {
    log.close();
    opened.remove();
  });

  function put(...deliveries: readonly NewDelivery[]): void {
    for (const one of deliveries) own.add(one);
  }

  /** Ids of what is due, the earliest first. */
  function due(now = noon, endpoint = 'one', limit = 100): string[] {
    return own.due(endpoint, now, limit).map(({ event_id }) => event_id);
  }

  function page(more: Partial<DeliveryPage> = {}): string[] {
    return own.page({ endpoint: 'one', limit: 100, ...more }).map(({ event_id }) => event_id);
  }

  /** Puts down what a try of an event led to. */
  function settle(seq: number, status: Settled['status'], more: Partial<Settled> = {}, ms = 5): void {
    const { endpoint_id = 'one' } = more;
    const found = own.one(endpoint_id, `dlv_${endpoint_id}_${seq}`);
    if (!found) throw new Error('there is no such delivery');
    const tried = { at: noon, ms, status: status === 'succeeded' ? 200 : 500 };
    own.settle({ n: found.n, endpoint_id, status, next_at: null, tried, ...more });
  }

  function one(seq: number) {
    return own.one('one', `dlv_one_${seq}`);
  }

  describe('E2: what is put down', () => {
    test('is there once for an event and an endpoint, however often; tests are each their own', () => {
      put(delivery(1), delivery(1, { id: 'dlv_again' }), delivery(1, { endpoint_id: 'two' }));
      expect([page(), page({ endpoint: 'two' })]).toEqual([['evt_1'], ['evt_1']]);
      settle(1, 'succeeded');
      put(delivery(1, { id: 'dlv_again' }));
      expect(one(1)).toMatchObject({ status: 'succeeded', attempts: 1 });
      const sample = { event_seq: undefined, order_key: undefined, source: 'test' as const, body: '{}' };
      const { event_seq: _, order_key: __, ...bare } = { ...delivery(9), ...sample };
      put({ ...bare, id: 'dlv_test_1' }, { ...bare, id: 'dlv_test_2' });
      expect(due()).toEqual(['evt_9', 'evt_9']);
      expect(own.one('one', 'dlv_test_2')?.body).toBe('{}');
    });

    test('is there when the store is opened again, and not where its work was rolled back', () => {
      put(delivery(1));
      expect(() =>
        log.write(() => {
          own.add(delivery(2));
          own.movePosition({ epoch: 'one', seq: 2 });
          throw new Error('broken');
        }),
      ).toThrow('broken');
      log.close();
      log = opened.reopen();
      own = log.of(clinic);
      expect(due()).toEqual(['evt_1']);
      expect(own.position()).toBeUndefined();
    });

    test('is of one tenant', () => {
      put(delivery(1));
      const theirs = log.of(other);
      expect(theirs.due('one', noon, 9)).toEqual([]);
      expect(theirs.page({ endpoint: 'one', limit: 9 })).toEqual([]);
      expect(theirs.one('one', 'dlv_one_1')).toBeUndefined();
      expect([theirs.endpoints(), theirs.known(9, 9), theirs.firstWaiting()]).toEqual([[], [], undefined]);
      theirs.movePosition({ epoch: 'one', seq: 4 });
      theirs.moveReplay('rpl_1', 4);
      theirs.noteHealth('one', noon);
      theirs.again('one', 'dlv_one_1', noon, 'redelivery');
      theirs.dropOf([1]);
      expect([theirs.giveUp('one', 9), theirs.drop('one', 9), theirs.bare([1])]).toEqual([0, 0, []]);
      expect(own.one('one', 'dlv_one_1')).toMatchObject({ status: 'pending', source: 'event' });
      expect([own.position(), own.replayed('rpl_1'), own.failingSince('one'), own.endpoints()]).toEqual([
        undefined,
        undefined,
        undefined,
        ['one'],
      ]);
    });

    test('is seen by others who have the file open, at once', () => {
      put(delivery(1));
      const theirs = opened.reopen();
      expect(theirs.of(clinic).due('one', noon, 9)).toHaveLength(1);
      theirs.of(clinic).again('one', 'dlv_one_1', noon + 5, 'redelivery');
      expect(due(noon)).toEqual([]);
      theirs.close();
    });
  });

  describe('what is due', () => {
    test('is what has come to its time, the earliest first, with the event as it is stored', () => {
      put(delivery(3), delivery(1, { created_at: noon + 2 }), delivery(2, { created_at: noon + 1 }));
      expect(due(noon)).toEqual(['evt_3']);
      expect(due(noon + 2)).toEqual(['evt_3', 'evt_2', 'evt_1']);
      expect(due(noon + 2, 'one', 2)).toEqual(['evt_3', 'evt_2']);
      expect(due(noon, 'two')).toEqual([]);
      const [first] = own.due('one', noon, 1);
      expect(first).toMatchObject({ id: 'dlv_one_3', type: 'booking.created', attempts: 0, step: 0 });
      expect(first).toMatchObject({ event_id: 'evt_3', event_seq: 3, body: null });
    });

    test('of events about one thing is the earliest that waits; the next when that is over', () => {
      const same = { order_key: 'bk_1' };
      put(delivery(1, same), delivery(2, same), delivery(3, same), delivery(4));
      put(delivery(2, { ...same, endpoint_id: 'two' }));
      expect(due()).toEqual(['evt_1', 'evt_4']);
      expect(due(noon, 'two')).toEqual(['evt_2']);
      settle(1, 'pending', { next_at: noon + 60 });
      expect(due(noon + 59)).toEqual(['evt_4']);
      settle(1, 'succeeded');
      expect(due()).toEqual(['evt_2', 'evt_4']);
      settle(2, 'failed');
      expect(due()).toEqual(['evt_3', 'evt_4']);
      settle(3, 'succeeded');
      put(delivery(5, same));
      expect(due()).toEqual(['evt_4', 'evt_5']);
    });
  });

  describe('tries', () => {
    test('are counted; the first and the last of them are kept', () => {
      put(delivery(1));
      for (let n = 0; n < 30; n++) settle(1, 'pending', { next_at: noon + n + 1 }, n);
      const found = one(1);
      expect(found).toMatchObject({ status: 'pending', attempts: 30, next_at: noon + 30, last_at: noon });
      expect(found?.tries.map(({ ms }) => ms)).toEqual([0, ...Array.from({ length: 19 }, (_, i) => 11 + i)]);
      expect(own.due('one', noon + 30, 1)[0]?.step).toBe(30);
      settle(1, 'succeeded');
      expect(one(1)).toMatchObject({ status: 'succeeded', attempts: 31, next_at: null });
      expect(due(noon + 99)).toEqual([]);
    });

    test('are counted over the newest thousand, with how long the last of each took', () => {
      const many = Array.from({ length: 1002 }, (_, i) =>
        delivery(i + 1, { id: `dlv_one_${i + 1}`, order_key: `bk_${i}` }),
      );
      put(...many);
      settle(1, 'succeeded');
      settle(1000, 'pending', { next_at: noon }, 70);
      settle(1001, 'failed', {}, 80);
      settle(1002, 'succeeded', {}, 90);
      const counts = own.counts('one');
      expect({ ...counts, latencies: [...counts.latencies].sort() }).toEqual({
        pending: 998,
        succeeded: 1,
        failed: 1,
        latencies: [70, 80, 90],
      });
    });
  });

  describe('E5: sending again', () => {
    test('puts what is over back to the beginning, and what waits for its next try ahead; nothing twice', () => {
      put(delivery(1), delivery(2), delivery(3));
      settle(1, 'succeeded');
      settle(2, 'failed');
      settle(3, 'pending', { next_at: noon + 600 });
      log.write(() => {
        for (const seq of [1, 2, 3, 4])
          own.addAgain(delivery(seq, { id: 'dlv_x', source: 'replay', created_at: noon + 1 }));
      });
      expect(due(noon + 1)).toEqual(['evt_1', 'evt_2', 'evt_3', 'evt_4']);
      expect(page()).toHaveLength(4);
      expect(one(1)).toMatchObject({ status: 'pending', source: 'replay', attempts: 1 });
      const steps = own.due('one', noon + 1, 9).map(({ step }) => step);
      expect(steps).toEqual([0, 0, 0, 0]);
    });

    test('keeps the order of what is about one thing', () => {
      const same = { order_key: 'bk_1' };
      put(delivery(1, same), delivery(2, same));
      settle(1, 'failed');
      settle(2, 'failed');
      log.write(() => {
        for (const seq of [1, 2]) own.addAgain(delivery(seq, same));
        // Once more, while they wait.
        for (const seq of [1, 2]) own.addAgain(delivery(seq, same));
      });
      expect(due()).toEqual(['evt_1']);
      settle(1, 'succeeded');
      expect(due()).toEqual(['evt_2']);
    });

    test('of one puts it back at once, of that endpoint alone', () => {
      put(delivery(1), delivery(1, { endpoint_id: 'two' }));
      settle(1, 'succeeded');
      settle(1, 'succeeded', { endpoint_id: 'two' });
      log.write(() => own.again('one', 'dlv_one_1', noon + 7, 'redelivery'));
      expect([due(noon + 6), due(noon + 7), due(noon + 7, 'two')]).toEqual([[], ['evt_1'], []]);
      expect(one(1)).toMatchObject({ status: 'pending', source: 'redelivery', attempts: 1 });
    });

    test('knows what was taken, and where what was missed begins', () => {
      put(delivery(1), delivery(2), delivery(3), delivery(4));
      const missed = (since: number) => own.firstMissed('one', since);
      const tried = { at: noon + 10, ms: 5 };
      settle(1, 'succeeded');
      settle(2, 'failed');
      settle(3, 'failed', { tried });
      const taken = (seq: number) => own.wasTaken('one', seq);
      expect([taken(1), taken(2), taken(4), taken(5)]).toEqual([true, false, false, false]);
      expect([missed(noon), missed(noon + 10), missed(noon + 11)]).toEqual([2, 3, 4]);
      settle(4, 'succeeded');
      expect(missed(noon + 11)).toBeUndefined();
    });
  });

  describe('the log', () => {
    test('is read the newest first, forwards and backwards, by status, type and event', () => {
      put(delivery(1), delivery(2, { type: 'booking.cancelled' }), delivery(3), delivery(4));
      put(delivery(5, { endpoint_id: 'two' }));
      settle(3, 'succeeded');
      expect(page()).toEqual(['evt_4', 'evt_3', 'evt_2', 'evt_1']);
      const n = one(3)?.n ?? 0;
      expect(page({ from: { n, backwards: false } })).toEqual(['evt_2', 'evt_1']);
      expect(page({ from: { n, backwards: false }, limit: 1 })).toEqual(['evt_2']);
      const last = one(1)?.n ?? 0;
      expect(page({ from: { n: last, backwards: true }, limit: 2 })).toEqual(['evt_3', 'evt_2']);
      expect(page({ status: 'succeeded' })).toEqual(['evt_3']);
      expect(page({ type: 'booking.cancelled' })).toEqual(['evt_2']);
      expect(page({ event: 'evt_4', status: 'pending' })).toEqual(['evt_4']);
      expect(own.one('two', 'dlv_one_1')).toBeUndefined();
    });

    test('goes a few at a time: what is given up, what is old, what was of an endpoint that is removed', () => {
      put(delivery(1), delivery(2), delivery(3), delivery(4, { created_at: noon + 10 }));
      put(delivery(5, { endpoint_id: 'two' }));
      settle(1, 'succeeded');
      const dropped = (limit: number, before?: number) => log.write(() => own.drop('one', limit, before));
      expect(dropped(9, noon + 10)).toBe(1);
      expect(page()).toEqual(['evt_4', 'evt_3', 'evt_2']);
      const givenUp = (limit: number) => log.write(() => own.giveUp('one', limit));
      expect([givenUp(2), givenUp(2), givenUp(2)]).toEqual([2, 1, 0]);
      expect(due(noon + 99)).toEqual([]);
      expect(page({ status: 'failed' })).toHaveLength(3);
      expect([dropped(1, noon + 10), dropped(9, noon + 10)]).toEqual([1, 1]);
      expect(page()).toEqual(['evt_4']);
      put(delivery(6));
      expect([dropped(1), dropped(9), dropped(9)]).toEqual([1, 1, 0]);
      expect(own.endpoints()).toEqual(['two']);
    });
  });

  test('positions and health are the last that were noted; failing since the first failure', () => {
    for (const seq of [3, 5]) own.movePosition({ epoch: `epoch-${seq}`, seq });
    for (const seq of [2, 4]) own.moveReplay('rpl_1', seq);
    for (const at of [noon, noon + 5]) own.noteHealth('one', at);
    const noted = () => [
      own.position(),
      own.replayed('rpl_1'),
      own.replayed('rpl_2'),
      own.failingSince('one'),
      own.failingSince('two'),
    ];
    expect(noted()).toEqual([{ epoch: 'epoch-5', seq: 5 }, 4, undefined, noon, undefined]);
    own.noteHealth('one', undefined);
    expect(noted()[3]).toBeUndefined();
  });

  test('the oldest that waits, and the events that are known, each once', () => {
    put(delivery(4), delivery(2), delivery(3), delivery(3, { endpoint_id: 'two' }));
    expect(own.firstWaiting()).toBe(2);
    settle(2, 'failed');
    expect(own.firstWaiting()).toBe(3);
    expect(own.known(4, 9)).toEqual([
      { seq: 3, id: 'evt_3' },
      { seq: 2, id: 'evt_2' },
    ]);
    expect(own.known(9, 1)).toEqual([{ seq: 4, id: 'evt_4' }]);
    own.dropOf([3, 4]);
    expect(own.known(9, 9)).toEqual([{ seq: 2, id: 'evt_2' }]);
  });

  test('P4: what was answered goes and is told once, whether it was taken stays; off the disk with a purge', async () => {
    put(delivery(1), delivery(2));
    const answered = {
      at: noon,
      ms: 5,
      status: 200,
      headers: { 'x-said': 'Hello Wilhelmina' },
      body: 'Dear "W"',
    };
    settle(1, 'succeeded', { tried: answered });
    settle(2, 'succeeded', { tried: answered });
    expect(own.bare([1, 9])).toEqual(['"Hello Wilhelmina"', '"Dear \\"W\\""']);
    expect(own.bare([1])).toEqual([]);
    expect(one(1)).toMatchObject({ status: 'succeeded', tries: [{ at: noon, ms: 5, status: 200 }] });
    expect(one(1)?.tries[0]).not.toHaveProperty('body');
    expect(one(2)?.tries).toEqual([answered]);
    const traces = own.bare([2]);
    expect(opened.contains('Wilhelmina')).toBe(true);
    await log.purge(traces);
    expect(opened.contains('Wilhelmina')).toBe(false);
  });
}
