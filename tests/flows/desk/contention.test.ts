import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRefusal } from '../../../shared/errors.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { bookingAtHub, bookingIdsAtHub, startPractice, visit } from './practice.ts';

let hub: TestHub;
let ana: TestDesk;
let ben: TestDesk;

beforeEach(async () => {
  ({ hub } = await startPractice());
  [ana, ben] = await Promise.all([startDesk(hub), startDesk(hub)]);
  await ana.untilConnection({ state: 'online', filled: true });
  await ben.untilConnection({ state: 'online', filled: true });
});

afterEach(async () => {
  await Promise.all([ana.stop(), ben.stop()]);
  await hub.stop();
});

/** Runs a command that this desk must not refuse. */
async function done(desk: TestDesk, ...[name, args]: Parameters<TestDesk['run']>): Promise<string> {
  const outcome = await desk.run(name, args);
  if (isRefusal(outcome)) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.result.id;
}

test('B1, S6: of two desks that took one slot offline, one is accepted; the other rebooks from its refusal', async () => {
  await Promise.all([ana.cutNetwork(), ben.cutNetwork()]);
  const first = await done(ana, 'bookings.create', visit);
  const second = await done(ben, 'bookings.create', visit);

  await ana.mendNetwork();
  await ana.untilConnection({ state: 'online', waiting: 0 });
  await ben.mendNetwork();
  await ben.untilConnection({ state: 'online', waiting: 0, attention: 1 });

  // The refused one is hidden at once; what really is there shows.
  await ben.untilShown('bookings', first);
  expect(await ben.get('bookings', second)).toBeUndefined();
  expect(await ben.range('bookings', [])).toHaveLength(1);

  const [refused] = await ben.attention();
  expect(refused).toMatchObject({
    state: 'refused',
    command: 'bookings.create',
    refusal: {
      code: 'resource_unavailable',
      details: { conflicts: [{ type: 'existing_booking', id: first }] },
    },
  });
  const suggestions: unknown = refused?.refusal?.details?.suggestions;
  expect(suggestions).toContainEqual(expect.objectContaining({ start_at: '2026-04-20T05:30:00Z' }));

  const rebooked = await ben.replaceWith(refused?.id ?? '', {
    ...refused?.args,
    start_at: '2026-04-20T05:30:00Z',
  });
  expect(rebooked).toMatchObject({ state: 'stored', result: { id: second } });
  await ben.untilConnection({ waiting: 0, attention: 0 });
  await ana.untilShown('bookings', second, { start_at: '2026-04-20T05:30:00Z' });
  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual([first, second].toSorted());
});

test('two desks that changed different things of one booking both win', async () => {
  const id = await done(ana, 'bookings.create', visit);
  await ben.untilShown('bookings', id);
  await Promise.all([ana.cutNetwork(), ben.cutNetwork()]);
  await done(ana, 'bookings.update', { id, notes: 'brings an interpreter' });
  await done(ben, 'bookings.reschedule', { id, start_at: '2026-04-20T08:00:00Z' });
  await Promise.all([ana.mendNetwork(), ben.mendNetwork()]);

  const both = { notes: 'brings an interpreter', start_at: '2026-04-20T08:00:00Z' };
  await Promise.all([ana.untilShown('bookings', id, both), ben.untilShown('bookings', id, both)]);
  await ana.untilConnection({ waiting: 0, attention: 0 });
  await ben.untilConnection({ waiting: 0, attention: 0 });
  expect(await bookingAtHub(hub, id)).toMatchObject(both);
});

test('S4: what builds on a refused intent is refused with depends_on; what does not is accepted', async () => {
  await Promise.all([ana.cutNetwork(), ben.cutNetwork()]);
  await done(ana, 'bookings.create', visit);
  const lost = await done(ben, 'bookings.create', visit);
  await done(ben, 'bookings.update', { id: lost, notes: 'window seat' });
  await done(ben, 'bookings.check_in', { id: lost });
  const apart = await done(ben, 'bookings.create', { ...visit, start_at: '2026-04-21T05:00:00Z' });

  await ana.mendNetwork();
  await ana.untilConnection({ state: 'online', waiting: 0 });
  await ben.mendNetwork();
  await ben.untilConnection({ state: 'online', waiting: 0 });

  const refused = (await ben.attention()).toReversed();
  expect(refused.map((intent) => [intent.command, intent.refusal?.code])).toEqual([
    ['bookings.create', 'resource_unavailable'],
    ['bookings.update', 'depends_on'],
    ['bookings.check_in', 'depends_on'],
  ]);
  expect(refused[1]?.refusal?.details).toMatchObject({ intent: refused[0]?.id });
  expect(await bookingAtHub(hub, apart)).toMatchObject({ status: 'confirmed' });
  expect(await bookingAtHub(hub, lost)).toBeUndefined();
  expect(await ben.get('bookings', lost)).toBeUndefined();
});

test('S4: a booking for a customer made offline depends on that customer', async () => {
  await ana.cutNetwork();
  const customer = await done(ana, 'customers.create', { id: 'cust_new', name: 'New Customer' });
  await done(ana, 'bookings.create', { ...visit, customer_id: customer });
  const [first, second] = await ana.pending();
  expect(second?.depends_on).toEqual([first?.id]);

  // Meanwhile somebody else takes the id, so the customer is refused and the booking with it.
  await hub.call('POST', '/v2/customers', { id: 'cust_new', name: 'Somebody Else' });
  await ana.mendNetwork();
  await ana.untilConnection({ state: 'online', waiting: 0, attention: 2 });
  expect((await ana.attention()).map((intent) => intent.refusal?.code)).toEqual(['depends_on', 'id_taken']);
  expect(await bookingIdsAtHub(hub)).toEqual([]);
  expect(await ana.untilShown('customers', 'cust_new')).toMatchObject({ name: 'Somebody Else' });
});
