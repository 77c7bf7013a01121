import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flushUses } from '../../../server/access/uses.ts';
import { isRefusal } from '../../../shared/errors.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { at } from '../../kit/rest.ts';
import { bookingAtHub, bookingIdsAtHub, startPractice, visit } from './practice.ts';

let hub: TestHub;
let desk: TestDesk;

beforeEach(async () => {
  ({ hub } = await startPractice());
});

afterEach(async () => {
  await desk.stop();
  await hub.stop();
});

/** Books at a desk and gives the id; fails where the desk refuses. */
async function book(where: TestDesk, args: Record<string, unknown> = visit): Promise<string> {
  const outcome = await where.run('bookings.create', args);
  if (isRefusal(outcome)) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.result.id;
}

describe.each(['memory', 'dexie'] as const)('on %s storage', (storage) => {
  beforeEach(async () => {
    desk = await startDesk(hub, { storage });
    await desk.untilConnection({ state: 'online', filled: true });
  });

  test('S1: an offline booking shows at once and survives reopening the store without the hub', async () => {
    await desk.cutNetwork();
    const id = await book(desk);
    expect(await desk.get('bookings', id)).toMatchObject({ ...visit, status: 'confirmed', version: 1 });
    expect(await bookingAtHub(hub, id)).toBeUndefined();

    await desk.close();
    await desk.open();

    expect(await desk.get('bookings', id)).toMatchObject({ ...visit, status: 'confirmed' });
    expect(await desk.range('bookings', [['start_at', '>=', '2026-04-20T00:00:00Z']])).toHaveLength(1);
    await desk.untilConnection({ state: 'offline', waiting: 1, filled: true });
  });

  test('S5: an offline booking keeps its id when the hub accepts it', async () => {
    await desk.cutNetwork();
    const id = await book(desk);
    await desk.mendNetwork();
    await desk.untilConnection({ state: 'online', waiting: 0 });

    expect(await bookingAtHub(hub, id)).toMatchObject({ id, start_at: visit.start_at, status: 'confirmed' });
    expect(await bookingIdsAtHub(hub)).toEqual([id]);
    expect(await desk.attention()).toEqual([]);
  });

  test('S1, S9: a clock stepped back three hours between issuing and sending loses nothing', async () => {
    await desk.cutNetwork();
    const before = await book(desk);
    await desk.setClock('2026-04-15T01:00:00Z');
    const after = await book(desk, { ...visit, start_at: '2026-04-20T06:00:00Z' });
    await desk.mendNetwork();
    await desk.untilConnection({ state: 'online', waiting: 0, skewMinutes: -180 });
    const online = await book(desk, { ...visit, start_at: '2026-04-20T07:00:00Z' });
    await desk.untilConnection({ waiting: 0 });

    expect((await bookingIdsAtHub(hub)).toSorted()).toEqual([before, after, online].toSorted());
    expect(await desk.attention()).toEqual([]);
    expect(await desk.range('bookings', [])).toHaveLength(3);
  });
});

test('S9: a desk that only listens knows that its clock is wrong, and the hub knows of it', async () => {
  desk = await startDesk(hub);
  await desk.untilConnection({ state: 'online', skewMinutes: 0 });
  await desk.cutNetwork();
  await desk.setClock('2026-04-15T09:00:00Z');
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', skewMinutes: 300 });
  await flushUses(hub.hub);
  const { body } = await hub.call('GET', '/v2/devices');
  expect(at(body, 'data', 0, 'clock_ahead')).toBe(300 * 60);
});

test('S3: what one desk books reaches another, and what the hub changes reaches both', async () => {
  desk = await startDesk(hub);
  const other = await startDesk(hub);
  try {
    await desk.untilConnection({ state: 'online', filled: true });
    await other.untilConnection({ state: 'online', filled: true });
    const id = await book(desk);
    expect(await other.untilShown('bookings', id)).toMatchObject({ start_at: visit.start_at });

    await hub.call('POST', `/v2/bookings/${id}/reschedule`, { start_at: '2026-04-20T09:30:00Z' });
    await desk.untilShown('bookings', id, { start_at: '2026-04-20T09:30:00Z' });
    await other.untilShown('bookings', id, { start_at: '2026-04-20T09:30:00Z' });
    expect(await desk.range('bookings', [['start_at', '<', '2026-04-20T09:00:00Z']])).toEqual([]);
  } finally {
    await other.stop();
  }
});

test('S11: intents are numbered from 1 within an install, and numbering goes on after a restart', async () => {
  desk = await startDesk(hub);
  await desk.untilConnection({ filled: true });
  await desk.cutNetwork();
  await book(desk);
  await book(desk, { ...visit, start_at: '2026-04-20T06:00:00Z' });
  await desk.close();
  await desk.open();
  await book(desk, { ...visit, start_at: '2026-04-20T07:00:00Z' });

  const pending = await desk.pending();
  expect(pending.map((intent) => intent.n)).toEqual([1, 2, 3]);
  expect(new Set(pending.map((intent) => intent.install)).size).toBe(1);
});

test('B3: the whole life of a booking works offline and arrives in its order', async () => {
  desk = await startDesk(hub);
  await desk.untilConnection({ filled: true });
  await desk.cutNetwork();
  const customer = await desk.run('customers.create', { name: 'Zoë Ångström', phone: '98765 43210' });
  if (isRefusal(customer)) throw new Error(customer.message);
  const id = await book(desk, { ...visit, customer_id: customer.result.id });
  await desk.run('bookings.reschedule', { id, start_at: '2026-04-20T05:30:00Z' });
  await desk.run('bookings.check_in', { id });
  expect(await desk.get('bookings', id)).toMatchObject({
    start_at: '2026-04-20T05:30:00Z',
    status: 'checked_in',
    version: 3,
  });
  expect((await desk.search('zoe ang')).map((found) => found.id)).toEqual([customer.result.id]);
  expect((await desk.search('43210')).map((found) => found.phone)).toEqual(['+919876543210']);

  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
  expect(await bookingAtHub(hub, id)).toMatchObject({
    start_at: '2026-04-20T05:30:00Z',
    status: 'checked_in',
    customer_id: customer.result.id,
  });
});

test('a refusal at the desk stores nothing and suggests times, as the hub would', async () => {
  desk = await startDesk(hub);
  await desk.untilConnection({ filled: true });
  await desk.cutNetwork();
  await book(desk);
  const refused = await desk.run('bookings.create', visit);
  expect(refused).toMatchObject({
    code: 'resource_unavailable',
    details: { conflicts: [{ type: 'existing_booking' }] },
  });
  expect(Reflect.get(Object(Reflect.get(refused, 'details')), 'suggestions')).toContainEqual(
    expect.objectContaining({ start_at: '2026-04-20T05:30:00Z', resource_id: 'res_dr_niket' }),
  );
  expect(await desk.pending()).toHaveLength(1);
});

test('what only the hub can do is done there at once, and said plainly while it cannot be reached', async () => {
  desk = await startDesk(hub);
  await desk.untilConnection({ state: 'online', filled: true });
  const made = await desk.run('services.create', {
    name: 'Massage',
    duration: 60,
    price: { amount: 900, currency: 'INR' },
  });
  expect(made).toMatchObject({ state: 'executed', result: { resource: 'services' } });
  if (isRefusal(made)) throw new Error(made.message);
  expect(await desk.untilShown('services', made.result.id)).toMatchObject({
    price: { amount_minor: 90_000 },
  });

  await desk.cutNetwork();
  await desk.untilConnection({ state: 'offline' });
  expect(await desk.run('services.create', { name: 'Yoga', duration: 60 })).toMatchObject({
    code: 'unavailable',
  });
  expect(await desk.pending()).toEqual([]);
});
