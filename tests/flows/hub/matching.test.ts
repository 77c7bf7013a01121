import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { at, countBy, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub();
  await hub.call('POST', '/v2/customers', { id: 'cust_1', name: 'One' });
});
afterEach(() => hub.stop());

/** Whom and what a service takes; the rooms by their size. */
const practitioners = { res_ann: ['laser'], res_ben: ['laser', 'peel'], res_cy: ['peel'] };
const rooms = { res_room_big: ['quiet'], res_room_small: [] };

async function practice(): Promise<void> {
  const day = [{ start: '09:00', end: '18:00' }];
  const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  const working_hours = { weekly: Object.fromEntries(week.map((name) => [name, day])) };
  for (const [id, skills] of Object.entries(practitioners))
    await hub.call('POST', '/v2/resources', { id, name: id, skills, working_hours, timezone: 'UTC' });
  for (const [id, skills] of Object.entries(rooms))
    await hub.call('POST', '/v2/resources', { id, name: id, skills, kind: 'room' });
  const offer = (id: string, who: string[], where: string[]) =>
    hub.call('POST', '/v2/services', {
      id,
      name: id,
      duration: 60,
      slot_step: 60,
      needs: [
        { role: 'practitioner', kind: 'practitioner', skills: who },
        { role: 'room', kind: 'room', skills: where },
      ],
    });
  await offer('svc_any', [], []);
  await offer('svc_laser', ['laser'], []);
  await offer('svc_quiet_peel', ['peel'], ['quiet']);
}

function book(service_id: string, start_at: string) {
  return hub.call('POST', '/v2/bookings', { customer_id: 'cust_1', service_id, start_at });
}

/** Claims of different owners that meet on one resource. */
const clashes = `SELECT a.owner, b.owner FROM claims a JOIN claims b ON a.resource_id = b.resource_id
  AND a.owner < b.owner AND a.core_start < b.padded_end AND b.padded_start < a.core_end`;

test('B1, A4: of 500 parallel requests over 3 practitioners and 2 rooms as many succeed as a matching allows', async () => {
  await practice();
  // Nine hours of two rooms each: the rooms run out first.
  const hours = Array.from({ length: 9 }, (_, i) => `2031-04-21T${`${9 + i}`.padStart(2, '0')}:00:00Z`);
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, i) => book('svc_any', hours[i % hours.length] ?? '')),
  );
  expect(countBy(answers, ({ status }) => status)).toEqual({ 201: 18, 422: 482 });
  const made = answers.filter(({ status }) => status === 201);
  expect(countBy(made, ({ body }) => text(body, 'start_at'))).toEqual(
    Object.fromEntries(hours.map((hour) => [hour, 2])),
  );
  for (const { body } of made) expect(list(body, 'allocations')).toHaveLength(2);
  for (const { body } of answers.filter(({ status }) => status === 422))
    expect(at(body, 'error', 'code')).toBe('resource_unavailable');
  expect(rowsOf(hub, clashes)).toEqual([]);
  expect(rowsOf(hub, 'SELECT owner FROM claims')).toHaveLength(36);
  const offered = await hub.call(
    'GET',
    '/v2/availability/slots?service_id=svc_any&from=2031-04-21&to=2031-04-22',
  );
  expect(offered.body.data).toEqual([]);
}, 120_000);

test('B1, A4: with skills, too: nobody is refused for whom there was somebody and somewhere', async () => {
  await practice();
  const start = '2031-04-22T10:00:00Z';
  const wishes = Array.from(
    { length: 150 },
    (_, i) => ['svc_laser', 'svc_quiet_peel', 'svc_any'][i % 3] ?? '',
  );
  const answers = await Promise.all(wishes.map((service) => book(service, start)));
  const made = answers.filter(({ status }) => status === 201);
  // Whoever came first may have taken whom the next one needed, but no request was refused while it still fitted.
  expect(made.length).toBeGreaterThanOrEqual(1);
  expect(made.length).toBeLessThanOrEqual(2);
  for (const service of ['svc_laser', 'svc_quiet_peel', 'svc_any'])
    expect([service, (await book(service, start)).status]).toEqual([service, 422]);
  expect(rowsOf(hub, clashes)).toEqual([]);
  const skills: Record<string, readonly string[]> = { ...practitioners, ...rooms };
  const wanted: Record<string, readonly string[][]> = {
    svc_any: [[], []],
    svc_laser: [['laser'], []],
    svc_quiet_peel: [['peel'], ['quiet']],
  };
  for (const { body } of made) {
    const taken = list(body, 'allocations').map((one) => skills[text(one, 'resource_id')] ?? []);
    const needed = wanted[text(body, 'service_id')] ?? [];
    expect(needed.every((all, i) => all.every((skill) => taken[i]?.includes(skill)))).toBe(true);
  }
}, 120_000);
