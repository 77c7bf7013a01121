import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRefusal } from '../../../shared/errors.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { bookingAtHub, startPractice, visit } from './practice.ts';

let hub: TestHub;
let desk: TestDesk;

beforeEach(async () => {
  ({ hub } = await startPractice());
  desk = await startDesk(hub);
  await desk.untilConnection({ state: 'online', filled: true });
});

afterEach(async () => {
  await desk.stop();
  await hub.stop();
});

test('B4: a mistaken arrival and start are taken back offline, one step after the other', async () => {
  await desk.cutNetwork();
  const id = 'bk_early';
  for (const [name, args] of [
    ['bookings.create', { ...visit, id }],
    ['bookings.check_in', { id }],
    ['bookings.start', { id }],
    ['bookings.step_back', { id }],
    ['bookings.step_back', { id }],
  ] as const)
    expect(isRefusal(await desk.run(name, args))).toBe(false);
  const shown = await desk.get('bookings', id);
  expect(shown).toMatchObject({ status: 'confirmed' });
  expect(shown).not.toHaveProperty('checked_in_at');
  // It was never a mere request, so it does not become one.
  const further = await desk.run('bookings.step_back', { id });
  expect(isRefusal(further) && further.code).toBe('invalid_transition');
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
  expect(await bookingAtHub(hub, id)).toMatchObject({ status: 'confirmed' });
});

test('S5: who walks in is booked offline with the id that the hub gives it', async () => {
  await desk.cutNetwork();
  const { customer_id, service_id, start_at } = visit;
  const wait = { id: 'wl_here', customer_id, service_id, until: '2026-04-21T00:00:00Z', walk_in: true };
  await desk.run('waitlist.create', wait);
  const outcome = await desk.run('waitlist.book', { id: 'wl_here', start_at });
  expect(isRefusal(outcome)).toBe(false);
  expect(await desk.get('bookings', 'bk_here')).toMatchObject({ status: 'checked_in', start_at });
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
  expect(await bookingAtHub(hub, 'bk_here')).toMatchObject({ status: 'checked_in', start_at });
});
