import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { flushUses } from '../../../server/access/uses.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { signedIn } from '../../kit/people.ts';
import { referencePractice } from '../../kit/practice.ts';
import { booked, errorOf, text } from '../../kit/rest.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  await referencePractice(hub);
});
afterEach(() => hub.stop());

const addressOf = (token: string) => `${hub.url}/calendar/feed/${token}.ics`;

async function eventsOf(token: string): Promise<ICAL.Component[]> {
  const answer = await fetch(addressOf(token));
  expect(answer.status).toBe(200);
  return new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents('vevent');
}

test('somebody makes a feed of a person with an alarm; its address shows that, with initials', async () => {
  await booked(hub, '2026-04-20T05:00:00Z');
  const off = await booked(hub, '2026-04-21T05:00:00Z');
  await hub.call('POST', `/v2/bookings/${off}/cancel`, {});
  const made = await hub.call('POST', '/v2/calendar/feeds', {
    name: 'Niket’s phone',
    resource_id: 'res_dr_niket',
    privacy: 'initials',
    alarm_minutes: 10,
  });
  expect(made.status).toBe(201);
  const [visit, cancelled] = await eventsOf(text(made.body, 'token'));
  const alarm = visit?.getFirstSubcomponent('valarm');
  expect(String(alarm?.getFirstPropertyValue('trigger'))).toBe('-PT10M');
  expect(String(visit?.getFirstPropertyValue('summary'))).toMatch(/^P\./);
  expect(cancelled?.getFirstSubcomponent('valarm') ?? null).toBeNull();

  const plain = await hub.call('POST', '/v2/calendar/feeds', { name: 'Door' });
  expect(plain.body).toMatchObject({ privacy: 'busy', past_days: 30 });
  const [silent] = await eventsOf(text(plain.body, 'token'));
  expect(silent?.getFirstSubcomponent('valarm') ?? null).toBeNull();
});

test('a new address ends the old one at once, a removed feed shows nothing', async () => {
  const made = await hub.call('POST', '/v2/calendar/feeds', { name: 'All', privacy: 'full' });
  const path = `/v2/calendar/feeds/${text(made.body, 'id')}`;
  const turned = await hub.call('POST', `${path}/rotate`, {});
  expect((await fetch(addressOf(text(made.body, 'token')))).status).toBe(404);
  expect((await fetch(addressOf(text(turned.body, 'token')))).status).toBe(200);
  expect((await hub.call('DELETE', path)).status).toBe(204);
  expect((await fetch(addressOf(text(turned.body, 'token')))).status).toBe(404);
  expect(errorOf(await hub.call('POST', `${path}/rotate`, {}))).toBe('invalid_transition');
});

test('the list says when a feed was last asked for, and never its token', async () => {
  const made = await hub.call('POST', '/v2/calendar/feeds', { name: 'All' });
  await eventsOf(text(made.body, 'token'));
  await flushUses(hub.hub);
  const { body } = await hub.call('GET', `/v2/calendar/feeds/${text(made.body, 'id')}`);
  expect(body).toMatchObject({ name: 'All', last_used_at: '2026-04-15T04:00:00Z' });
  expect(JSON.stringify(body)).not.toContain(text(made.body, 'token'));
});

test('S10: a feed of the sandbox shows the sandbox; a resource that is not there is refused', async () => {
  const asTest = { authorization: `Bearer ${hub.keys.test}` };
  const made = await hub.call('POST', '/v2/calendar/feeds', { name: 'Try' }, asTest);
  expect(text(made.body, 'token')).toMatch(/^cal_test_/);
  await booked(hub, '2026-04-20T05:00:00Z');
  expect(await eventsOf(text(made.body, 'token'))).toHaveLength(0);
  const wrong = { name: 'Nobody', resource_id: 'res_nobody' };
  expect(errorOf(await hub.call('POST', '/v2/calendar/feeds', wrong))).toBe('invalid_resource');
});

test('P1: owners and managers make feeds, the front desk does not', async () => {
  const manager = await signedIn(hub, 'manager');
  expect((await manager.call('POST', '/v2/calendar/feeds', { name: 'Mine' })).status).toBe(201);
  const front = await signedIn(hub, 'front_desk');
  expect(errorOf(await front.call('POST', '/v2/calendar/feeds', { name: 'Mine' }))).toBe('forbidden');
});
