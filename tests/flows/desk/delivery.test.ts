import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRefusal } from '../../../shared/errors.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { bookingIdsAtHub, startPractice, visit } from './practice.ts';

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

const starts = ['05:00', '05:30', '06:00', '06:30', '07:00'].map((time) => `2026-04-20T${time}:00Z`);

async function bookAll(): Promise<string[]> {
  const ids: string[] = [];
  for (const start_at of starts) {
    const outcome = await desk.run('bookings.create', { ...visit, start_at });
    if (isRefusal(outcome)) throw new Error(outcome.message);
    ids.push(outcome.result.id);
  }
  return ids;
}

/** How many events of a type the hub has. */
async function events(type: string): Promise<number> {
  const { body } = await hub.call('GET', '/v2/events?limit=100');
  const rows = Array.isArray(body.data) ? body.data : [];
  return rows.filter((event) => event.type === type).length;
}

test('S2: with every request sent twice, everything happens once', async () => {
  await desk.sendEverythingTwice();
  const ids = await bookAll();
  await desk.untilConnection({ waiting: 0, attention: 0 });
  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual(ids.toSorted());
  expect(await events('booking.created')).toBe(starts.length);
  expect(await desk.range('bookings', [])).toHaveLength(starts.length);
});

test('S2: answers lost on their way back change nothing: the same intents go out again and get the same outcomes', async () => {
  await desk.cutNetwork();
  const ids = await bookAll();
  await desk.dropPushAnswers(2);
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual(ids.toSorted());
  expect(await events('booking.created')).toBe(starts.length);
});

test('S2, S6: a refusal whose first answer was lost arrives with its suggestions all the same', async () => {
  await desk.cutNetwork();
  await bookAll();
  await hub.call('POST', '/v2/bookings', visit);
  await desk.dropPushAnswers(1);
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 1 });
  const [refused] = await desk.attention();
  expect(refused?.refusal?.code).toBe('resource_unavailable');
  expect(refused?.refusal?.details?.suggestions).toHaveLength(5);
});

test('S1: a window closed right after booking sends it when it is open again', async () => {
  const ids = await bookAll();
  await desk.close();
  await desk.open();
  await desk.untilConnection({ state: 'online', waiting: 0 });
  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual(ids.toSorted());
});

test('S8: a desk that the hub finds too old keeps what waits and asks for an update', async () => {
  await desk.pretendWireVersion(0);
  await bookAll();
  await desk.untilConnection({ state: 'update_required', waiting: starts.length });
  expect(await desk.range('bookings', [])).toHaveLength(starts.length);
  expect(await bookingIdsAtHub(hub)).toEqual([]);
});

test('S11: a copy of a desk’s store becomes an install of its own, and neither loses anything', async () => {
  const copy = await startDesk(hub, { cloneOf: await desk.identity() });
  try {
    await copy.untilConnection({ state: 'online', filled: true });
    expect((await copy.identity()).install).toBe((await desk.identity()).install);
    const [first] = await bookAll();
    await desk.untilConnection({ waiting: 0, attention: 0 });
    const outcome = await copy.run('bookings.create', { ...visit, start_at: '2026-04-21T05:00:00Z' });
    if (isRefusal(outcome)) throw new Error(outcome.message);
    await copy.untilConnection({ waiting: 0, attention: 0 });

    expect((await copy.identity()).install).not.toBe((await desk.identity()).install);
    expect(await bookingIdsAtHub(hub)).toHaveLength(starts.length + 1);
    expect(await copy.untilShown('bookings', first ?? '')).toBeDefined();
    expect(await desk.untilShown('bookings', outcome.result.id)).toBeDefined();
  } finally {
    await copy.stop();
  }
});

test('a removed desk keeps what waits, and a new invitation sends it', async () => {
  await desk.cutNetwork();
  const ids = await bookAll();
  const [device] = await hub.hub.stores.live.read(hub.tenant, (view) => view.range('devices', []));
  expect(device).toBeDefined();
  await revoke(device?.id ?? '');
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'revoked', waiting: starts.length });
  expect(await desk.range('bookings', [])).toHaveLength(starts.length);

  expect(await desk.pairAgain('inv_this_is_not_an_invitation')).toMatchObject({ code: 'unauthorized' });
  expect(await desk.pairAgain(await hub.invite())).toBeUndefined();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual(ids.toSorted());
});

async function revoke(id: string): Promise<void> {
  await hub.hub.stores.live.write(hub.tenant, async (tx) => {
    const device = await tx.get('devices', id);
    const revoked = device && { ...device, revoked_at: '2026-04-15T04:00:00Z' };
    if (revoked) tx.put('devices', revoked, false);
  });
}
