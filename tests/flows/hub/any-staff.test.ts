import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { at, countBy, errorOf, list, text } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  await hub.call('POST', '/v2/customers', { id: 'cust_1', name: 'One' });
  const day = [{ start: '09:00', end: '18:00' }];
  const weekly = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
  for (const [sort_order, id] of ['res_ann', 'res_ben', 'res_cy'].entries())
    await hub.call('POST', '/v2/resources', { id, name: id, sort_order, working_hours: { weekly } });
});
afterEach(() => hub.stop());

function offer(any_staff: string | undefined, more: object = {}): Promise<Answer> {
  return hub.call('POST', '/v2/services', {
    id: 'svc_any',
    name: 'Any of them',
    duration: 30,
    slot_step: 30,
    ...(any_staff && { any_staff }),
    ...more,
  });
}

/** A Monday in Kolkata, `10:00` there. */
function monday(time: string, day = 20): string {
  return new Date(Date.parse(`2026-04-${day}T${time}:00+05:30`)).toISOString().replace('.000Z', 'Z');
}

function book(start_at: string, more: object = {}): Promise<Answer> {
  return hub.call('POST', '/v2/bookings', {
    customer_id: 'cust_1',
    service_id: 'svc_any',
    start_at,
    ...more,
  });
}

async function chosenFor(start_at: string, more: object = {}): Promise<unknown> {
  const answer = await book(start_at, more);
  expect(errorOf(answer)).toBeUndefined();
  return answer.body.resource_id;
}

async function slots(day = 20): Promise<Answer> {
  const range = `from=2026-04-${day}&to=2026-04-${day + 1}`;
  return hub.call('GET', `/v2/availability/slots?service_id=svc_any&${range}`);
}

describe('A5: any of the staff', () => {
  test('priority, which is what a service has that says nothing: the first in the practice’s order', async () => {
    expect((await offer(undefined)).body.any_staff).toBe('priority');
    const { body } = await slots();
    expect(body.chosen_by).toMatchObject({ rule: 'priority' });
    expect(countBy(list(body, 'data'), (slot) => text(slot, 'resource_id'))).toEqual({ res_ann: 18 });
    const first = await book(monday('09:00'));
    expect(first.body).toMatchObject({ resource_id: 'res_ann', chosen_by: { rule: 'priority' } });
    expect(await chosenFor(monday('09:00'))).toBe('res_ben');
  });

  test('least_loaded: whoever has the fewest minutes that day, by the day of the start alone', async () => {
    await offer('least_loaded');
    await chosenFor(monday('09:00'), { resource_id: 'res_ann', duration: 90 });
    await chosenFor(monday('17:00'), { resource_id: 'res_ben', duration: 30 });
    await chosenFor(monday('09:00', 21), { resource_id: 'res_cy', duration: 120 });
    expect(await chosenFor(monday('12:00'))).toBe('res_cy');
    // Ben and Cy have half an hour each: the practice's order decides.
    const offered = list((await slots()).body, 'data').map((slot) => text(slot, 'resource_id'));
    const third = await book(monday('13:00'));
    expect(third.body).toMatchObject({
      resource_id: 'res_ben',
      chosen_by: {
        rule: 'least_loaded',
        reason: 'Fewest minutes booked on 2026-04-20 of those who were free: 30',
      },
    });
    expect(offered[8]).toBe('res_ben');
    expect(await chosenFor(monday('13:30'))).toBe('res_cy');
    expect(await chosenFor(monday('13:00', 21))).toBe('res_ann');
    expect(await chosenFor(monday('13:00', 21))).toBe('res_ben');
    // A visit that is called off weighs nothing any more.
    const cancelled = await book(monday('15:00', 22), { resource_id: 'res_ann' });
    expect(await chosenFor(monday('09:00', 22))).toBe('res_ben');
    await hub.call('POST', `/v2/bookings/${text(cancelled.body, 'id')}/cancel`, {});
    expect(await chosenFor(monday('09:00', 22))).toBe('res_ann');
  });

  test('round_robin: in turn, also within one second, and whoever was given one longest ago comes next', async () => {
    await offer('round_robin');
    const turns: unknown[] = [];
    for (const hour of ['09', '10', '11', '12', '13', '14'])
      turns.push(await chosenFor(monday(`${hour}:00`)));
    expect(turns).toEqual(['res_ann', 'res_ben', 'res_cy', 'res_ann', 'res_ben', 'res_cy']);
    clock.advance(60_000);
    expect(await chosenFor(monday('15:00'), { resource_id: 'res_ann' })).toBe('res_ann');
    clock.advance(60_000);
    const offered = list((await slots()).body, 'data').at(-1);
    const next = await book(monday('17:30'));
    expect(next.body).toMatchObject({
      resource_id: 'res_ben',
      chosen_by: {
        rule: 'round_robin',
        reason: 'Of those who were free, booked for this service longest ago: 2026-04-15T04:00:00Z',
      },
    });
    expect(offered).toMatchObject({ resource_id: 'res_ben' });
    expect(at(offered, 'options', 0, 'resource_id')).toBe('res_ben');
  });

  test('A1: slots, next, check, holds and bookings choose the same one', async () => {
    await offer('least_loaded');
    await chosenFor(monday('09:00'), { resource_id: 'res_ann' });
    const start_at = monday('10:00');
    const { body } = await slots();
    const slot = list(body, 'data').find((one) => text(one, 'start_at') === start_at);
    expect(slot).toMatchObject({ resource_id: 'res_ben' });
    const from = `from=${start_at}&limit=1`;
    const next = await hub.call('GET', `/v2/availability/next?service_id=svc_any&${from}`);
    expect(next.body.data).toEqual([slot]);
    const wish = { service_id: 'svc_any', start_at };
    const checked = await hub.call('POST', '/v2/availability/check', wish);
    expect(checked.body).toMatchObject({ resource_id: 'res_ben', chosen_by: { rule: 'least_loaded' } });
    const hold = await hub.call('POST', '/v2/holds', wish);
    expect(hold.body).toMatchObject({ resource_id: 'res_ben', chosen_by: { rule: 'least_loaded' } });
    expect(hold.body).not.toHaveProperty('holder');
    // Meanwhile Ben's day fills: the hold stands.
    await chosenFor(monday('16:00'), { resource_id: 'res_ben' });
    const booked = await book(start_at, { hold_id: hold.body.id });
    expect(booked.body).toMatchObject({ resource_id: 'res_ben', chosen_by: hold.body.chosen_by });
  });

  test('who is named was not chosen: nothing is said of a choice', async () => {
    await offer('least_loaded');
    const named = await book(monday('10:00'), { resource_id: 'res_cy' });
    expect(named.body).not.toHaveProperty('chosen_by');
    const range = 'from=2026-04-20&to=2026-04-21&resource_id=res_cy';
    const { body } = await hub.call('GET', `/v2/availability/slots?service_id=svc_any&${range}`);
    expect(body).not.toHaveProperty('chosen_by');
    const several = await hub.call(
      'GET',
      `/v2/availability/slots?service_id=svc_any&${range}&resource_id=res_ben`,
    );
    expect(several.body.chosen_by).toMatchObject({ rule: 'least_loaded' });
    // Whoever was chosen stays chosen while only the time moves; another one was named.
    const chosen = await book(monday('12:00'));
    const path = `/v2/bookings/${text(chosen.body, 'id')}/reschedule`;
    expect((await hub.call('POST', path, { start_at: monday('12:30') })).body).toHaveProperty('chosen_by');
    const moved = await hub.call('POST', path, { resource_id: 'res_cy' });
    expect(moved.body.resource_id).toBe('res_cy');
    expect(moved.body).not.toHaveProperty('chosen_by');
  });
});

describe('A4: rooms', () => {
  beforeEach(async () => {
    for (const [sort_order, id] of ['res_room_a', 'res_room_b', 'res_room_c'].entries())
      await hub.call('POST', '/v2/resources', { id, name: id, kind: 'room', sort_order });
    await offer('priority', {
      needs: [
        { role: 'practitioner', kind: 'practitioner' },
        { role: 'room', kind: 'room' },
        { role: 'second', resource_ids: ['res_cy', 'res_ben'] },
      ],
    });
  });

  const allocations = (answer: Answer) =>
    list(answer.body, 'allocations').map((one) => `${text(one, 'role')} ${text(one, 'resource_id')}`);

  function reschedule(answer: Answer, body: object): Promise<Answer> {
    return hub.call('POST', `/v2/bookings/${text(answer.body, 'id')}/reschedule`, body);
  }

  test('another room keeps the rest and the time, and gives the old room back', async () => {
    const first = await book(monday('10:00'));
    const before = ['practitioner res_ann', 'room res_room_a', 'second res_ben'];
    expect(allocations(first)).toEqual(before);
    const room = [{ role: 'room', resource_id: 'res_room_c' }];
    const swapped = await reschedule(first, { allocations: room });
    expect(allocations(swapped)).toEqual(['practitioner res_ann', 'room res_room_c', 'second res_ben']);
    expect(swapped.body).toMatchObject({ start_at: first.body.start_at, id: first.body.id, sequence: 1 });
    const history = await hub.call('GET', `/v2/bookings/${text(first.body, 'id')}/history`);
    expect(list(history.body, 'data').at(-1)).toMatchObject({
      action: 'rescheduled',
      before: { allocations: [{}, { resource_id: 'res_room_a' }, {}] },
    });
    const asked = { service_id: 'svc_any', start_at: monday('10:00'), allocations: room };
    const taken = await hub.call('POST', '/v2/availability/check', asked);
    expect(taken.body).toMatchObject({
      available: false,
      conflicts: [
        { type: 'existing_booking', id: first.body.id, resource_id: 'res_room_c' },
        // With Cy in the main part, Ben would have to be second.
        { type: 'existing_booking', id: first.body.id, resource_id: 'res_ben' },
      ],
    });
  });

  test('the main resource is swapped by its role or by resource_id; both must mean the same', async () => {
    const first = await book(monday('10:00'));
    const main = (resource_id: string) => ({ allocations: [{ role: 'practitioner', resource_id }] });
    const swapped = await reschedule(first, main('res_cy'));
    expect(swapped.body.resource_id).toBe('res_cy');
    expect(allocations(swapped)).toEqual(['practitioner res_cy', 'room res_room_a', 'second res_ben']);
    const both = await reschedule(first, { ...main('res_ann'), resource_id: 'res_cy' });
    expect(errorOf(both)).toBe('validation_failed');
    // Ben takes part already, and nobody is there twice.
    expect(errorOf(await reschedule(first, main('res_ben')))).toBe('resource_unavailable');
  });

  test('a room that is taken, that is none, or that nothing needs is refused and nothing changes', async () => {
    const first = await book(monday('10:00'));
    const other = await book(monday('10:00'), {
      resource_id: 'res_cy',
      allocations: [{ role: 'room', resource_id: 'res_room_b' }],
    });
    // Nobody is left to be second.
    expect(errorOf(other)).toBe('resource_unavailable');
    await hub.call('POST', '/v2/resources/res_room_b/offline');
    const swap = (role: string, resource_id: string) =>
      reschedule(first, { allocations: [{ role, resource_id }] });
    const offline = await swap('room', 'res_room_b');
    expect(at(offline.body, 'error', 'details', 'conflicts')).toEqual([
      { type: 'resource_offline', resource_id: 'res_room_b' },
    ]);
    expect(errorOf(await swap('room', 'res_ann'))).toBe('invalid_resource');
    expect(errorOf(await swap('room', 'res_nothing'))).toBe('invalid_resource');
    expect(errorOf(await swap('laser', 'res_room_c'))).toBe('validation_failed');
    const now = await hub.call('GET', `/v2/bookings/${text(first.body, 'id')}`);
    expect(now.body).toMatchObject({ version: 1, allocations: first.body.allocations });
  });

  test('moved to another time, a booking stays in its room where that is free, and finds another where not', async () => {
    const first = await book(monday('10:00'), { allocations: [{ role: 'room', resource_id: 'res_room_b' }] });
    expect(allocations(first)).toEqual(['practitioner res_ann', 'room res_room_b', 'second res_ben']);
    const moved = await reschedule(first, { start_at: monday('11:00') });
    expect(allocations(moved)).toEqual(allocations(first));
    await hub.call('POST', '/v2/resources/res_room_b/time-off', {
      start_at: monday('12:00'),
      end_at: monday('13:00'),
    });
    const again = await reschedule(first, { start_at: monday('12:00') });
    expect(allocations(again)).toEqual(['practitioner res_ann', 'room res_room_a', 'second res_ben']);
  });

  test('A9: a hold keeps its room and its length, and the booking takes over both', async () => {
    const wish = { service_id: 'svc_any', start_at: monday('10:00') };
    const room = [{ role: 'room', resource_id: 'res_room_b' }];
    const hold = await hub.call('POST', '/v2/holds', { ...wish, duration: 45, allocations: room });
    const booked = await book(monday('10:00'), { hold_id: hold.body.id });
    expect(booked.body).toMatchObject({ allocations: hold.body.allocations, end_at: monday('10:45') });
    expect(allocations(booked)[1]).toBe('room res_room_b');
  });
});

describe('A11: what differs with one resource differs everywhere', () => {
  test('slots, next, check, days, holds, bookings and the feed have its length and its price', async () => {
    const money = (amount: number) => ({ amount, currency: 'INR' });
    await offer('priority', {
      price: money(500),
      overrides: [{ resource_id: 'res_ben', duration: 60, price: money(900) }],
    });
    const start_at = monday('17:00');
    const ends = { res_ann: monday('17:30'), res_ben: monday('18:00') };
    const slot = list((await slots()).body, 'data').find((one) => text(one, 'start_at') === start_at);
    expect(slot).toMatchObject({ end_at: ends.res_ann });
    expect(list(slot, 'options').slice(0, 2)).toEqual([
      { resource_id: 'res_ann', end_at: ends.res_ann, price: { ...money(500), type: 'flat' } },
      { resource_id: 'res_ben', end_at: ends.res_ben, price: { ...money(900), type: 'flat' } },
    ]);
    const withBen = { resource_id: 'res_ben', end_at: ends.res_ben };
    const path = `service_id=svc_any&resource_id=res_ben&from=${start_at}`;
    const next = await hub.call('GET', `/v2/availability/next?${path}&limit=1`);
    expect(list(next.body, 'data')).toMatchObject([withBen]);
    // With Ben half past five would be too late, with the others not.
    const days = async (who: string) =>
      at(
        (
          await hub.call(
            'GET',
            `/v2/availability/days?service_id=svc_any${who}&from=2026-04-20&to=2026-04-21`,
          )
        ).body,
        'data',
        0,
        'starts',
      );
    expect([await days(''), await days('&resource_id=res_ben')]).toEqual([18, 17]);
    const wish = { service_id: 'svc_any', resource_id: 'res_ben', start_at };
    const checked = await hub.call('POST', '/v2/availability/check', wish);
    expect(checked.body).toMatchObject({ end_at: ends.res_ben, price: money(900) });
    const hold = await hub.call('POST', '/v2/holds', wish);
    expect(hold.body).toMatchObject(withBen);
    const booking = await book(start_at, { resource_id: 'res_ben', hold_id: hold.body.id });
    expect(booking.body).toMatchObject({ ...withBen, price: money(900) });
    const feed = await (await fetch(hub.feedUrl)).text();
    expect(feed).toMatch(/DTSTART:20260420T113000Z\r\nDTEND:20260420T123000Z/);
  });
});
