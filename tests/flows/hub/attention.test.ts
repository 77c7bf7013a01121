import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asHub } from '../../../server/access/grant.ts';
import { createBooking } from '../../../shared/commands/bookings/create.ts';
import { disableWebhook } from '../../../shared/commands/webhooks/switch.ts';
import { oldestWireVersion, wireVersion } from '../../../shared/wire/version.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, text } from '../../kit/rest.ts';
import { pairDesk } from '../../kit/wire-desk.ts';

let hub: TestHub;
const clock = testClock('2026-04-15T09:42:11Z');
beforeAll(async () => {
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterAll(() => hub.stop());

/** What needs attention: `[booking, reasons]`, each reason as `type id`. */
async function attention(): Promise<[string, string[]][]> {
  const answer = await hub.call('GET', '/v2/bookings/attention');
  return list(answer.body, 'data').map((one) => [
    text(one, 'booking_id'),
    list(one, 'reasons').map((reason) => [at(reason, 'type'), at(reason, 'id')].filter(Boolean).join(' ')),
  ]);
}

function resolve(id: string) {
  return hub.call('POST', `/v2/bookings/${id}/resolve`, {});
}

describe('what needs attention', () => {
  test('time off or a closure laid over a visit, until it is resolved, and again for something new', async () => {
    const id = await booked(hub, '2026-04-20T05:00:00Z');
    await booked(hub, '2026-04-20T06:00:00Z');
    expect(await attention()).toEqual([]);
    const off = await hub.call('POST', '/v2/resources/res_dr_niket/time-off', {
      start_at: '2026-04-20T05:15:00Z',
      end_at: '2026-04-20T06:00:00Z',
    });
    const timeOff = `time_off ${off.body.id}`;
    expect(await attention()).toEqual([[id, [timeOff]]]);

    const resolved = await resolve(id);
    expect([resolved.status, resolved.body.resolved]).toEqual([
      200,
      [{ type: 'time_off', id: off.body.id, resource_id: 'res_dr_niket' }],
    ]);
    expect(await attention()).toEqual([]);
    const history = list((await hub.call('GET', `/v2/bookings/${id}/history`)).body, 'data');
    expect(at(history.at(-1), 'action')).toBe('resolved');
    expect(errorOf(await resolve(id))).toBe('invalid_transition');

    const closure = await hub.call('POST', '/v2/closures', {
      start_at: '2026-04-20T05:00:00Z',
      end_at: '2026-04-20T05:10:00Z',
    });
    expect(await attention()).toEqual([[id, [`closure ${closure.body.id}`]]]);
    await hub.call('DELETE', `/v2/closures/${closure.body.id}`);
    expect(await attention()).toEqual([]);
  });

  test('a booking that was put over another knowingly; not the other one', async () => {
    const first = await booked(hub, '2026-04-21T05:00:00Z');
    await asHub(hub.hub, hub.tenant, createBooking, {
      id: 'bk_over',
      customer_id: 'cust_priya_01',
      service_id: 'svc_consult_30',
      resource_id: 'res_dr_niket',
      start_at: '2026-04-21T05:00:00Z',
      override: ['existing_booking'],
    });
    expect(await attention()).toEqual([['bk_over', [`overbooked ${first}`]]]);
    expect((await resolve('bk_over')).status).toBe(200);
    expect(await attention()).toEqual([]);
    await hub.call('POST', `/v2/bookings/${first}/cancel`, {});
    expect(await attention()).toEqual([]);
  });

  test('a resource that went offline, in whichever role', async () => {
    await hub.call('POST', '/v2/resources', { id: 'res_room', name: 'Room', kind: 'room' });
    await hub.call('POST', '/v2/services', {
      id: 'svc_roomy',
      name: 'Roomy',
      duration: 30,
      needs: [
        { role: 'practitioner', kind: 'practitioner' },
        { role: 'room', kind: 'room' },
      ],
    });
    const id = await booked(hub, '2026-04-22T05:00:00Z', { service_id: 'svc_roomy' });
    await hub.call('POST', '/v2/resources/res_room/offline');
    expect(await attention()).toEqual([[id, ['resource_offline']]]);
    await hub.call('POST', `/v2/bookings/${id}/reschedule`, {
      start_at: '2026-04-22T06:00:00Z',
      override: [],
    });
    expect((await attention()).map(([one]) => one)).toEqual([id]);
    await hub.call('POST', '/v2/resources/res_room/online');
    expect(await attention()).toEqual([]);
  });

  test('one that waits to be confirmed, which resolving does not settle', async () => {
    await hub.call('POST', '/v2/services', {
      id: 'svc_asks',
      name: 'Asks',
      duration: 30,
      requires_confirmation: true,
    });
    const id = await booked(hub, '2026-04-23T05:00:00Z', { service_id: 'svc_asks' });
    expect(await attention()).toEqual([[id, ['pending']]]);
    expect(errorOf(await resolve(id))).toBe('invalid_transition');
    await hub.call('POST', `/v2/bookings/${id}/confirm`);
    expect(await attention()).toEqual([]);
  });

  test('only what is still to come, the earliest first', async () => {
    const late = await booked(hub, '2026-04-30T05:00:00Z');
    const early = await booked(hub, '2026-04-24T05:00:00Z');
    await hub.call('POST', '/v2/closures', {
      start_at: '2026-04-24T00:00:00Z',
      end_at: '2026-05-01T00:00:00Z',
    });
    expect((await attention()).map(([id]) => id)).toEqual([early, late]);
    clock.set('2026-04-24T05:30:00Z');
    expect((await attention()).map(([id]) => id)).toEqual([late]);
    await hub.call('POST', `/v2/bookings/${late}/cancel`, {});
    expect(await attention()).toEqual([]);
  });
});

test('webhooks that were switched off, with no more of their address than its host; each list by itself', async () => {
  await hub.call('PATCH', '/v2/tenant', { webhook_allowed_hosts: ['10.0.0.9:81'] });
  const url = 'http://10.0.0.9:81/hook?token=onlyForManagers';
  const events = ['webhook.endpoint_disabled'];
  const { body } = await hub.call('POST', '/v2/webhooks', { url, events, description: 'Website' });
  const id = text(body, 'id');
  await hub.call('POST', '/v2/webhooks', { url, events });
  await hub.call('POST', '/v2/services', {
    id: 'svc_first',
    name: 'First',
    duration: 30,
    requires_confirmation: true,
  });
  const booking = await booked(hub, '2026-05-04T05:00:00Z', { service_id: 'svc_first' });
  await asHub(hub.hub, hub.tenant, disableWebhook, { id, reason: 'failing', resume_after: 0 });
  const desk = await pairDesk(hub);
  const authorization = `Bearer ${desk.token}`;
  const look = async (only: string) =>
    (await hub.call('GET', `/v2/bookings/attention${only}`, undefined, { authorization })).body;
  const row = { endpoint_id: id, description: 'Website', host: '10.0.0.9:81', reason: 'failing' };
  expect(await look('?only=endpoints')).toMatchObject({ data: [], endpoints: [row] });
  expect(await look('?only=bookings')).toMatchObject({ data: [{ booking_id: booking }], endpoints: [] });
  expect(await look('')).toMatchObject({ data: [{ booking_id: booking }], endpoints: [row] });
  expect(JSON.stringify(await look(''))).not.toContain('onlyForManagers');
  await hub.call('POST', `/v2/webhooks/${id}/enable`, {});
  expect(await look('')).toMatchObject({ endpoints: [] });
});

test('one event is read by its id, only in its own practice', async () => {
  const [first, second] = list((await hub.call('GET', '/v2/events?limit=2')).body, 'data');
  for (const event of [first, second])
    expect((await hub.call('GET', `/v2/events/${text(event, 'id')}`)).body).toEqual(event);
  expect(errorOf(await hub.call('GET', '/v2/events/evt_nothing'))).toBe('not_found');
  const authorization = `Bearer ${hub.keys.test}`;
  expect(
    errorOf(await hub.call('GET', `/v2/events/${text(first, 'id')}`, undefined, { authorization })),
  ).toBe('not_found');
});

test('a desk is told where the hub is', async () => {
  const desk = await pairDesk(hub);
  const authorization = `Bearer ${desk.token}`;
  const status = async () => (await hub.call('GET', '/v2/sync/status', undefined, { authorization })).body;
  const before = await status();
  expect(before).toMatchObject({
    epoch: hub.hub.stores.live.epoch,
    wire: { version: wireVersion, oldest: oldestWireVersion },
  });
  await hub.call('POST', '/v2/customers', { name: 'One More' });
  const after = await status();
  expect(Number(at(after, 'collections', 'customers', 'documents'))).toBe(
    Number(at(before, 'collections', 'customers', 'documents')) + 1,
  );
  expect(Number(after.seq)).toBeGreaterThan(Number(before.seq));
  const page = await hub.call('GET', '/v2/sync/customers', undefined, { authorization });
  expect(at(page.body, 'checkpoint', 'epoch')).toBe(after.epoch);
  expect(errorOf(await hub.call('GET', '/v2/sync/status'))).toBe('forbidden');
});
