import { afterEach, beforeEach, expect, test } from 'vitest';
import { grantKey } from '../../../server/access/grant.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, countBy, errorOf, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterEach(() => hub.stop());

/** The n-th half hour of Dr Niket's week from Monday 20 April on. */
function nth(n: number): string {
  const monday = Date.parse('2026-04-20T03:30:00Z');
  const start = monday + Math.floor(n / 18) * 86_400_000 + (n % 18) * 30 * 60_000;
  return new Date(start).toISOString().replace('.000Z', 'Z');
}

function hold(n: number, key?: string, more: object = {}): Promise<Answer> {
  const slot = { service_id: 'svc_consult_30', resource_id: 'res_dr_niket', start_at: nth(n), ...more };
  return hub.call('POST', '/v2/holds', slot, key ? { authorization: `Bearer ${key}` } : {});
}

test('A9: a key keeps at most 20 slots at a time, however many it asks for at once', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => hold(n)));
  expect(countBy(answers, ({ status }) => status)).toEqual({ 201: 20, 422: 10 });
  for (const refused of answers.filter(({ status }) => status === 422)) {
    expect(errorOf(refused)).toBe('outside_policy');
    expect(at(refused.body, 'error', 'details')).toEqual({ policy: 'holds', limit: 20 });
  }
  expect(rowsOf(hub, 'SELECT id FROM holds WHERE deleted = 0')).toHaveLength(20);

  // Another key has its own twenty.
  const other = await grantKey(hub.hub, hub.tenant, {
    name: 'Other',
    kind: 'secret',
    mode: 'live',
    plan: 'enterprise',
  });
  expect((await hold(40, other)).status).toBe(201);

  // What is released, booked or run out counts no more.
  const kept = answers.filter(({ status }) => status === 201).map(({ body }) => text(body, 'id'));
  await hub.call('DELETE', `/v2/holds/${kept[0]}`);
  expect((await hold(31)).status).toBe(201);
  expect(errorOf(await hold(32))).toBe('outside_policy');
  const start_at = text((await hub.call('GET', `/v2/holds/${kept[1]}`)).body, 'start_at');
  expect((await book(hub, start_at, { hold_id: kept[1] })).status).toBe(201);
  expect((await hold(32)).status).toBe(201);
  clock.advance(5 * 60_000);
  expect((await hold(33)).status).toBe(201);
});

test('A9, A8: what was held in time is booked in time, though the notice has passed meanwhile', async () => {
  await hub.call('PATCH', '/v2/services/svc_consult_30', { min_notice: 60, max_horizon: 60 * 24 * 30 });
  clock.set('2026-04-20T02:29:00Z');
  const held = await hold(0);
  expect(held.status).toBe(201);
  clock.advance(2 * 60_000);
  expect(errorOf(await hold(0))).toBe('resource_unavailable');
  const elsewhere = await book(hub, nth(0));
  expect(at(elsewhere.body, 'error', 'details', 'conflicts')).toEqual([
    { type: 'held', id: held.body.id },
    { type: 'min_notice' },
  ]);
  expect((await book(hub, nth(0), { hold_id: held.body.id })).status).toBe(201);
});

test('A9: one hold becomes one booking, however many take it over at once', async () => {
  const held = await hold(0);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => book(hub, nth(0), { hold_id: held.body.id })),
  );
  expect(countBy(answers, (answer) => errorOf(answer) ?? 'booked')).toEqual({ booked: 1, hold_expired: 19 });
  const [booking] = rowsOf(hub, 'SELECT id FROM bookings');
  expect(rowsOf(hub, 'SELECT owner FROM claims')).toEqual([{ owner: at(booking, 'id') }]);
});
