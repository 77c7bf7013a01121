import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRefusal } from '../../../shared/errors.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { list, text } from '../../kit/rest.ts';
import { startPractice, visit } from './practice.ts';

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

/** Mondays at 10:30 in the practice. */
const mondays = {
  customer_id: visit.customer_id,
  service_id: visit.service_id,
  resource_id: visit.resource_id,
  start_local: '2026-04-20T10:30',
  rrule: 'FREQ=WEEKLY;COUNT=4',
};

async function run(
  command: 'series.create' | 'series.update' | 'series.cancel',
  args: Record<string, unknown>,
): Promise<string> {
  const outcome = await desk.run(command, args);
  if (isRefusal(outcome)) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.result.id;
}

/** Ids, starts and statuses of a series' visits, as the desk shows them. */
async function atDesk(id: string): Promise<string[]> {
  const found = await desk.range('bookings', [
    ['customer_id', '=', visit.customer_id],
    ['series_id', '=', id],
  ]);
  return found.map((one) => `${one.id} ${one.start_at} ${one.status}`).sort();
}

async function atHub(id: string): Promise<string[]> {
  const { body } = await hub.call('GET', `/v2/series/${id}/bookings`);
  return list(body, 'data')
    .map((one) => ['id', 'start_at', 'status'].map((field) => text(one, field)).join(' '))
    .sort();
}

test('S5: a series made, split and called off in part while the hub is away is the same there afterwards, ids and all', async () => {
  await desk.cutNetwork();
  const id = await run('series.create', mondays);
  expect(await atDesk(id)).toHaveLength(4);
  const later = await run('series.update', {
    id,
    scope: 'following',
    occurrence: '2026-05-04T10:30',
    start_local: '2026-05-05T11:00',
  });
  expect(later).not.toBe(id);
  await run('series.cancel', { id: later, scope: 'this', occurrence: '2026-05-12T11:00' });
  const before = { first: await atDesk(id), later: await atDesk(later) };
  expect(before.first.map((line) => line.slice(-30))).toEqual([
    '2026-04-20T05:00:00Z confirmed',
    '2026-04-27T05:00:00Z confirmed',
  ]);
  expect(before.later.map((line) => line.slice(-30))).toEqual([
    '2026-05-05T05:30:00Z confirmed',
    '2026-05-12T05:30:00Z cancelled',
  ]);
  expect((await hub.call('GET', `/v2/series/${id}`)).status).toBe(404);

  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0 });
  expect({ first: await atHub(id), later: await atHub(later) }).toEqual(before);
  expect(await desk.attention()).toEqual([]);
});

test('S6, B6: a series whose time was taken meanwhile is refused as a whole, with every conflict', async () => {
  await desk.cutNetwork();
  const id = await run('series.create', mondays);
  await hub.call('POST', '/v2/bookings', { ...visit, start_at: '2026-04-27T05:00:00Z' });
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0 });
  const [refused] = await desk.attention();
  expect(refused?.refusal).toMatchObject({
    code: 'resource_unavailable',
    details: { occurrences: [{ occurrence: '2026-04-27T10:30' }] },
  });
  expect(await atDesk(id)).toEqual([]);
});
