import { afterEach, beforeEach, expect, test } from 'vitest';
import { runDue } from '../../../server/due.ts';
import { isRefusal } from '../../../shared/errors.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { bookingAtHub, startPractice, visit } from './practice.ts';

let hub: TestHub;
let desk: TestDesk;

beforeEach(async () => {
  ({ hub } = await startPractice());
  await hub.call('POST', '/v2/services', { id: 'svc_yoga', name: 'Yoga', duration: 60, capacity: 1 });
  await hub.call('POST', '/v2/classes', { id: 'cls_one', service_id: 'svc_yoga', start_at: visit.start_at });
  desk = await startDesk(hub);
  await desk.untilConnection({ state: 'online', filled: true });
  await desk.untilShown('classes', 'cls_one');
});

afterEach(async () => {
  await desk.stop();
  await hub.stop();
});

/** Does a command at the desk and gives the id of what it made or changed. */
async function run(...[name, args]: Parameters<TestDesk['run']>): Promise<string> {
  const outcome = await desk.run(name, args);
  if (isRefusal(outcome)) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.result.id;
}

test('A6, S5: seats are taken offline, counted at once, and of two desks’ last seat one is refused', async () => {
  await desk.cutNetwork();
  const id = await run('bookings.create', { customer_id: visit.customer_id, class_id: 'cls_one' });
  expect(await desk.get('classes', 'cls_one')).toMatchObject({ seats_taken: 1 });
  const full = await desk.run('bookings.create', { customer_id: visit.customer_id, class_id: 'cls_one' });
  expect(isRefusal(full) && full.details).toMatchObject({
    conflicts: [{ type: 'capacity_full', id: 'cls_one' }],
    waitlist: true,
  });
  await hub.call('POST', '/v2/bookings', { customer_id: visit.customer_id, class_id: 'cls_one' });
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 1 });
  expect(await bookingAtHub(hub, id)).toBeUndefined();
  await desk.untilShown('classes', 'cls_one', { seats_taken: 1 });
});

test('S5: a visit of several services is booked and moved offline with the ids that the hub gives it', async () => {
  await desk.cutNetwork();
  const items = [{ service_id: visit.service_id }, { service_id: visit.service_id }];
  const first = await run('visits.create', {
    id: 'vis_desk',
    customer_id: visit.customer_id,
    start_at: '2026-04-21T05:00:00Z',
    items,
  });
  expect(first).toBe('bk_desk_1');
  await run('visits.reschedule', { id: 'vis_desk', start_at: '2026-04-21T06:00:00Z' });
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
  expect((await hub.call('GET', '/v2/visits/vis_desk')).body).toMatchObject({
    start_at: '2026-04-21T06:00:00Z',
    end_at: '2026-04-21T07:00:00Z',
    bookings: [{ id: 'bk_desk_1' }, { id: 'bk_desk_2' }],
  });
});

test('who joined the waitlist at a desk is offered what frees, and the desk accepts', async () => {
  await desk.cutNetwork();
  const id = await run('waitlist.create', { customer_id: visit.customer_id, class_id: 'cls_one' });
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0 });
  await hub.call('PATCH', '/v2/classes/cls_one', { capacity: 2 });
  await runDue(hub.hub);
  await desk.untilShown('waitlist', id, { status: 'offered' });
  await desk.untilShown('classes', 'cls_one', { capacity: 2 });
  await run('waitlist.accept', { id });
  await desk.untilConnection({ waiting: 0, attention: 0 });
  expect((await hub.call('GET', `/v2/waitlist/${id}`)).body).toMatchObject({ status: 'converted' });
  expect((await hub.call('GET', '/v2/classes/cls_one')).body).toMatchObject({ seats_taken: 1 });
});
