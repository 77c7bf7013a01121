import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wireVersion } from '../../../shared/wire/version.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, rowsOf, watchWrites } from '../../kit/rest.ts';
import { intentId, pairDesk, type WireDesk, type WireIntentInput } from '../../kit/wire-desk.ts';

let hub: TestHub;
let desk: WireDesk;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
  desk = await pairDesk(hub);
});
afterEach(() => hub.stop());

const visit = { customer_id: 'cust_priya_01', service_id: 'svc_consult_30', resource_id: 'res_dr_niket' };

function bookIntent(n: number, start_at: string, more: Partial<WireIntentInput> = {}): WireIntentInput {
  return { n, command: 'bookings.create', args: { ...visit, id: `bk_${n}`, start_at }, ...more };
}

async function outcomesOf(answer: ReturnType<WireDesk['push']>): Promise<object[]> {
  return list((await answer).body, 'outcomes');
}

describe('intents', () => {
  test('S2: an intent is executed once, however often and in whatever company it is sent', async () => {
    const one = bookIntent(1, '2026-04-20T05:00:00Z');
    const two = bookIntent(2, '2026-04-20T05:00:00Z');
    const first = await outcomesOf(desk.push([one, two]));
    expect(first).toMatchObject([
      { n: 1, id: intentId(1), state: 'accepted' },
      { n: 2, state: 'refused', refusal: { code: 'resource_unavailable' } },
    ]);
    const watch = watchWrites(hub);
    const before = watch.commits();
    expect(await outcomesOf(desk.push([one, two]))).toEqual(first);
    expect(await outcomesOf(desk.push([two]))).toEqual([first[1]]);
    const many = await Promise.all(Array.from({ length: 20 }, () => outcomesOf(desk.push([one, two]))));
    for (const again of many) expect(again).toEqual(first);
    expect(watch.commits()).toBe(before);
    watch.close();
    expect(rowsOf(hub, "SELECT id FROM events WHERE type = 'booking.created'")).toHaveLength(1);
  });

  test('S2: sent twice at the same moment, it is executed once and both are told the same', async () => {
    const intents = [bookIntent(1, '2026-04-20T05:00:00Z'), bookIntent(2, '2026-04-20T05:00:00Z')];
    const [a, ...others] = await Promise.all(
      Array.from({ length: 10 }, () => outcomesOf(desk.push(intents))),
    );
    for (const other of others) expect(other).toEqual(a);
    expect(rowsOf(hub, "SELECT id FROM events WHERE type = 'booking.created'")).toHaveLength(1);
  });

  test('S2: a refusal stays what it was, though the reason is gone', async () => {
    const id = await booked(hub, '2026-04-20T05:00:00Z');
    const refused = await outcomesOf(desk.push([bookIntent(1, '2026-04-20T05:00:00Z')]));
    await hub.call('POST', `/v2/bookings/${id}/cancel`);
    expect(await outcomesOf(desk.push([bookIntent(1, '2026-04-20T05:00:00Z')]))).toEqual(refused);
  });

  test('S4: they run in the order of their numbers, whatever order they come in', async () => {
    const create = { n: 1, command: 'customers.create', args: { id: 'cust_new', name: 'New' } };
    const rename = { n: 2, command: 'customers.update', args: { id: 'cust_new', name: 'Renamed' } };
    const again = { n: 3, command: 'customers.update', args: { id: 'cust_new', name: 'Once more' } };
    const outcomes = await outcomesOf(desk.push([again, create, rename]));
    expect(outcomes.map((outcome) => at(outcome, 'state'))).toEqual(['accepted', 'accepted', 'accepted']);
    expect((await hub.call('GET', '/v2/customers/cust_new')).body).toMatchObject({
      name: 'Once more',
      version: 3,
    });
  });

  test('S4: what depends on a refused intent is refused, down the chain, also when it is sent later', async () => {
    await booked(hub, '2026-04-20T05:00:00Z');
    const refused = bookIntent(1, '2026-04-20T05:00:00Z');
    const note = { command: 'customers.update', args: { id: 'cust_priya_01', name: 'Priya S.' } };
    const dependent = { n: 2, ...note, depends_on: [intentId(1)] };
    const further = { n: 3, ...note, depends_on: [intentId(2)] };
    const free = { n: 4, ...note };
    expect(await outcomesOf(desk.push([refused, dependent]))).toMatchObject([
      { state: 'refused', refusal: { code: 'resource_unavailable' } },
      { state: 'refused', refusal: { code: 'depends_on', details: { intent: intentId(1) } } },
    ]);
    expect(await outcomesOf(desk.push([further, free]))).toMatchObject([
      { state: 'refused', refusal: { code: 'depends_on', details: { intent: intentId(2) } } },
      { state: 'accepted' },
    ]);
  });

  test('S5: an offline booking keeps its id', async () => {
    await desk.push([bookIntent(7, '2026-04-20T05:00:00Z')]);
    expect((await hub.call('GET', '/v2/bookings/bk_7')).body).toMatchObject({
      id: 'bk_7',
      status: 'confirmed',
    });
  });

  test('S6: a refusal names the reason in words, the booking in the way, and times that are free', async () => {
    const id = await booked(hub, '2026-04-20T05:00:00Z');
    const [outcome] = await outcomesOf(desk.push([bookIntent(1, '2026-04-20T05:00:00Z')]));
    expect(outcome).toMatchObject({
      refusal: {
        message: 'Resource res_dr_niket is not available at the requested time',
        details: { conflicts: [{ type: 'existing_booking', id }] },
      },
    });
    expect(list(outcome, 'refusal', 'details', 'suggestions').length).toBeGreaterThanOrEqual(2);
  });

  test('commands that do not exist, that only the hub runs, or with wrong arguments are refused for good', async () => {
    const outcomes = await outcomesOf(
      desk.push([
        { n: 1, command: 'bookings.teleport', args: {} },
        { n: 2, command: 'services.create', args: { name: 'Free money', duration: 30 } },
        { n: 3, command: 'api_keys.create', args: {} },
        { n: 4, command: 'practice.load', args: { documents: [] } },
        { n: 5, command: 'bookings.create', args: { ...visit, start_at: 'soon' } },
        { n: 6, command: '__proto__', args: {} },
      ]),
    );
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'validation_failed' } });
    expect(outcomes).toHaveLength(6);
    expect(await outcomesOf(desk.push([{ n: 5, command: 'bookings.create', args: {} }]))).toEqual([
      outcomes[4],
    ]);
    expect((await hub.call('GET', '/v2/services')).body).toMatchObject({ data: [{ id: 'svc_consult_30' }] });
  });

  test('a desk may set soft rules aside, but not book over another booking', async () => {
    await booked(hub, '2026-04-20T05:00:00Z');
    const late = {
      ...visit,
      id: 'bk_late',
      start_at: '2026-04-20T14:00:00Z',
      override: ['outside_working_hours'],
    };
    const over = { ...visit, start_at: '2026-04-20T05:00:00Z', override: ['existing_booking'] };
    expect(
      await outcomesOf(
        desk.push([
          { n: 1, command: 'bookings.create', args: late },
          { n: 2, command: 'bookings.create', args: over },
        ]),
      ),
    ).toMatchObject([{ state: 'accepted' }, { state: 'refused', refusal: { code: 'forbidden' } }]);
  });

  test('S9: the desk’s clock decides nothing; the answer names the hub’s', async () => {
    const skewed = bookIntent(1, '2026-04-20T05:00:00Z', { issued_at: '1999-01-01T00:00:00Z' });
    const answer = await desk.push([skewed]);
    expect(answer.body).toMatchObject({ now: '2026-04-15T04:00:00Z', outcomes: [{ state: 'accepted' }] });
    const history = await hub.call('GET', '/v2/bookings/bk_1/history');
    expect(history.body).toMatchObject({
      data: [{ at: '2026-04-15T04:00:00Z', by: desk.id, by_name: 'Front desk' }],
    });
  });

  test('S11: numbers belong to one install of one desk; a missing number blocks nothing', async () => {
    const other = await pairDesk(hub, 'Second desk');
    const rename = (name: string) => ({ command: 'customers.update', args: { id: 'cust_priya_01', name } });
    expect(await outcomesOf(desk.push([{ n: 5, ...rename('A') }]))).toMatchObject([{ state: 'accepted' }]);
    expect(await outcomesOf(other.push([{ n: 5, id: 'int_other', ...rename('B') }]))).toMatchObject([
      { state: 'accepted' },
    ]);
    const wiped = await outcomesOf(
      desk.push([{ n: 1, id: 'int_wiped', ...rename('C') }], { install: randomUUID() }),
    );
    expect(wiped).toMatchObject([{ state: 'accepted' }]);
    expect((await hub.call('GET', '/v2/customers/cust_priya_01')).body).toMatchObject({
      name: 'C',
      version: 4,
    });
  });

  test('S2, S11: what was done under an earlier install of the store is not done again under a later one', async () => {
    const visit = bookIntent(1, '2026-04-20T05:00:00Z');
    await desk.push([visit]);
    const install = randomUUID();
    expect(await outcomesOf(desk.push([{ ...visit, n: 7, id: intentId(1) }], { install }))).toMatchObject([
      { n: 7, state: 'accepted' },
    ]);
    expect(rowsOf(hub, 'SELECT id FROM bookings')).toHaveLength(1);
    expect((await desk.pull('bookings', { install })).applied_n).toBe(7);
  });

  test('S11: the same number with another id is a cloned desk, which is told so and changes nothing', async () => {
    await desk.push([bookIntent(1, '2026-04-20T05:00:00Z')]);
    const clone = bookIntent(1, '2026-04-20T06:00:00Z', { id: 'int_clone' });
    expect(await outcomesOf(desk.push([clone]))).toMatchObject([
      { state: 'refused', refusal: { code: 'id_taken', details: { reason: 'cloned_install' } } },
    ]);
    expect(rowsOf(hub, 'SELECT id FROM bookings')).toHaveLength(1);
    expect(await outcomesOf(desk.push([bookIntent(1, '2026-04-20T05:00:00Z')]))).toMatchObject([
      { state: 'accepted' },
    ]);
  });

  test('S8: another wire version is 426 with the hub’s, and nothing is executed', async () => {
    const intent = [bookIntent(1, '2026-04-20T05:00:00Z')];
    for (const wire of [wireVersion + 1, wireVersion - 2, 0, 999]) {
      const answer = await desk.push(intent, { wire });
      expect(errorOf(answer)).toBe('upgrade_required');
      expect(at(answer.body, 'error', 'details', 'wire')).toBe(wireVersion);
    }
    expect(rowsOf(hub, 'SELECT * FROM intents')).toEqual([]);
    expect(await outcomesOf(desk.push(intent))).toMatchObject([{ state: 'accepted' }]);
  });

  test('the outcome of an intent is committed with its effect', async () => {
    await desk.push([bookIntent(1, '2026-04-20T05:00:00Z')]);
    await hub.hub.stores.live.read(hub.tenant, async (view) => {
      expect(view.appliedIntent(desk.install, view.seq())).toBe(1);
    });
  });
});
