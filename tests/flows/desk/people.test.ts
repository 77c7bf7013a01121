import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '../../../shared/errors.ts';
import type { Role } from '../../../shared/resources/staff.ts';
import { formatInstant, minutes, parseInstant } from '../../../shared/time/instants.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { at, text } from '../../kit/rest.ts';
import { bookingIdsAtHub, startPractice, visit } from './practice.ts';

let hub: TestHub;
let desk: TestDesk;

beforeAll(async () => {
  ({ hub } = await startPractice());
  desk = await startDesk(hub);
  await desk.untilConnection({ state: 'online', filled: true });
  await add('Owner', 'owner');
});

afterEach(async () => {
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0 });
  for (const { id } of await desk.attention()) await desk.dismiss(id);
  for (const { id } of (await desk.atDesk()).people) await desk.signOut(id);
  await desk.goOnAsDesk();
});

afterAll(async () => {
  await desk.stop();
  await hub.stop();
});

const pin = '283915';

async function add(name: string, role: Role = 'front_desk'): Promise<string> {
  return text((await hub.call('POST', '/v2/staff', { name, role, pin })).body, 'id');
}

let visits = 0;
/** A visit when nobody else has one. */
function free() {
  const start_at = formatInstant(parseInstant('2026-04-20T05:00:00Z') + visits++ * minutes(30));
  return { ...visit, start_at };
}

async function book(): Promise<string> {
  const outcome = await desk.run('bookings.create', free());
  if (isRefusal(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.details)}`);
  return outcome.result.id;
}

async function historyOf(id: string): Promise<unknown> {
  return at((await hub.call('GET', `/v2/bookings/${id}/history`)).body, 'data');
}

/** Resolves when the desk knows that whoever acts has this role. */
async function untilRole(role: Role): Promise<void> {
  await expect.poll(async () => (await desk.atDesk()).current?.role, { timeout: 20_000 }).toBe(role);
}

async function reasons(): Promise<unknown[]> {
  return (await desk.attention()).map(({ refusal }) => refusal?.details?.reason);
}

describe('S12: people at a desk', () => {
  test('whoever signs in is known without the hub: locked, unlocked, switched, and after a restart of the desk', async () => {
    const [asha, niket] = [await add('Asha'), await add('Niket')];
    expect(await desk.enter(asha, pin)).toBeUndefined();
    await desk.cutNetwork();
    expect(await desk.enter(niket, pin)).toMatchObject({ code: 'unavailable' });
    const first = await book();
    await desk.lock();
    expect(await desk.run('bookings.cancel', { id: first })).toMatchObject({
      code: 'forbidden',
      details: { reason: 'sign_in' },
    });
    expect(await desk.goOnAs(asha)).toBe(false);
    expect(await desk.enter(asha, '000000')).toMatchObject({ code: 'unauthorized' });
    await desk.close();
    await desk.open();
    expect(await desk.atDesk()).toMatchObject({ locked: true, current: { id: asha } });
    expect(await desk.enter(asha, pin)).toBeUndefined();
    const second = await book();
    await desk.mendNetwork();
    await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
    expect(await desk.enter(niket, pin)).toBeUndefined();
    expect(await desk.goOnAs(asha)).toBe(true);
    expect(await desk.goOnAs(niket)).toBe(true);
    const third = await book();
    await desk.goOnAsDesk();
    const fourth = await book();
    await desk.untilConnection({ waiting: 0, attention: 0 });
    const by = await Promise.all([first, second, third, fourth].map(historyOf));
    expect(by).toMatchObject([
      [{ by: asha, by_name: 'Asha', desk: { name: 'Front desk' } }],
      [{ by: asha }],
      [{ by: niket }],
      [{ by_name: 'Front desk' }],
    ]);
  });

  test('what a role does not allow is refused at the desk at once, for deeds of the desk and of the hub alike', async () => {
    const id = await book();
    await desk.enter(await add('Reader', 'read_only'), pin);
    for (const outcome of [
      await desk.run('bookings.cancel', { id }),
      await desk.run('services.create', { name: 'New', duration: 30 }),
    ])
      expect(outcome).toMatchObject({ code: 'forbidden', details: { reason: 'role' } });
    expect(await desk.pending()).toEqual([]);
  });

  test('removed while the desk was away: what they did is refused with that reason, and they are signed out here', async () => {
    const [asha, niket] = [await add('Asha'), await add('Niket')];
    await desk.enter(niket, pin);
    await desk.enter(asha, pin);
    await desk.cutNetwork();
    const lost = await book();
    await desk.goOnAs(niket);
    const kept = await book();
    await desk.goOnAs(asha);
    await hub.call('DELETE', `/v2/staff/${asha}`);
    await desk.mendNetwork();
    await desk.untilConnection({ state: 'online', waiting: 0, attention: 1 });
    expect(await reasons()).toEqual(['staff_removed']);
    expect(await bookingIdsAtHub(hub)).toContain(kept);
    expect(await bookingIdsAtHub(hub)).not.toContain(lost);
    await desk.untilAtDesk([niket], true);
    expect(await desk.atDesk()).toMatchObject({ left: { name: 'Asha', why: 'removed' } });
    expect((await desk.atDesk()).current).toBeUndefined();
  });

  test('a role lowered meanwhile: what it no longer allows is refused, and the desk knows the role from then on', async () => {
    const asha = await add('Asha');
    await desk.enter(asha, pin);
    await desk.cutNetwork();
    const id = await book();
    await hub.call('PATCH', `/v2/staff/${asha}`, { role: 'read_only' });
    await desk.mendNetwork();
    await desk.untilConnection({ state: 'online', waiting: 0, attention: 1 });
    expect(await reasons()).toEqual(['role']);
    expect(await desk.get('bookings', id)).toBeUndefined();
    await untilRole('read_only');
    expect(await desk.run('bookings.create', free())).toMatchObject({ details: { reason: 'role' } });
  });

  test('removed, or with a lower role, while the desk is there and idle: it knows at once', async () => {
    const [asha, niket] = [await add('Asha'), await add('Niket')];
    await desk.enter(niket, pin);
    await desk.enter(asha, pin);
    await hub.call('PATCH', `/v2/staff/${asha}`, { role: 'read_only' });
    await untilRole('read_only');
    expect(await desk.run('bookings.create', visit)).toMatchObject({ details: { reason: 'role' } });
    await hub.call('DELETE', `/v2/staff/${asha}`);
    await desk.untilAtDesk([niket], true);
    expect(await desk.atDesk()).toMatchObject({ left: { name: 'Asha', why: 'removed' } });
    expect(await desk.run('bookings.create', visit)).toMatchObject({ details: { reason: 'sign_in' } });
    expect(await desk.attention()).toEqual([]);
  });

  test('whoever gets another PIN is signed out at every desk that is there, and enters with the new one alone', async () => {
    const asha = await add('Asha');
    await desk.enter(asha, pin);
    await hub.call('POST', `/v2/staff/${asha}/reset-pin`, { pin: '5555' });
    await desk.untilAtDesk([], true);
    expect(await desk.atDesk()).toMatchObject({ people: [], locked: true, left: { why: 'pin' } });
    expect(await desk.enter(asha, pin)).toMatchObject({ code: 'unauthorized' });
    expect(await desk.enter(asha, '5555')).toBeUndefined();
  });

  test('wrong PINs are counted without the hub, too, and a right one is not looked at while they are too many', async () => {
    const asha = await add('Asha');
    await desk.enter(asha, pin);
    await desk.lock();
    await desk.cutNetwork();
    for (const wrong of ['0000', '1111', '2222', '3333', '4444'])
      expect(await desk.enter(asha, wrong)).toMatchObject({ code: 'unauthorized' });
    expect(await desk.enter(asha, pin)).toMatchObject({
      code: 'account_locked',
      details: { retry_after: 60 },
    });
    await desk.close();
    await desk.open();
    expect(await desk.enter(asha, pin)).toMatchObject({ code: 'account_locked' });
    await desk.setClock('2026-04-15T04:01:00Z');
    expect(await desk.enter(asha, pin)).toBeUndefined();
  });

  test('a desk that is paired anew asks everybody to sign in again', async () => {
    const asha = await add('Asha');
    await desk.enter(asha, pin);
    expect(await desk.pairAgain(await hub.invite())).toBeUndefined();
    expect(await desk.atDesk()).toMatchObject({ people: [] });
    await book();
    await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
  });
});

test('desk_sign_in: nothing is done at the desk before somebody has signed in', async () => {
  const asha = await add('Asha');
  await hub.call('PATCH', '/v2/tenant', { desk_sign_in: true });
  await desk.untilShown('practice', hub.tenant, { desk_sign_in: true });
  for (const outcome of [
    await desk.run('bookings.create', free()),
    await desk.run('services.create', { name: 'New', duration: 30 }),
  ])
    expect(outcome).toMatchObject({ code: 'forbidden', details: { reason: 'sign_in' } });
  await desk.enter(asha, pin);
  await book();
  await desk.untilConnection({ waiting: 0, attention: 0 });
  await desk.signOut(asha);
  expect(await desk.run('bookings.create', free())).toMatchObject({ details: { reason: 'sign_in' } });
  await hub.call('PATCH', '/v2/tenant', { desk_sign_in: false });
  await desk.untilShown('practice', hub.tenant, { desk_sign_in: false });
});

test('desk_sign_in switched on while the desk was away: what was done without a person is refused, and can be done again with one', async () => {
  const asha = await add('Asha');
  await desk.enter(asha, pin);
  await desk.goOnAsDesk();
  await desk.cutNetwork();
  const id = await book();
  await hub.call('PATCH', '/v2/tenant', { desk_sign_in: true });
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 1 });
  const [refused] = await desk.attention();
  expect(refused?.refusal?.details?.reason).toBe('sign_in');
  await desk.goOnAs(asha);
  expect(isRefusal(await desk.replaceWith(refused?.id ?? '', { ...refused?.args }))).toBe(false);
  await desk.untilConnection({ waiting: 0, attention: 0 });
  expect(await bookingIdsAtHub(hub)).toContain(id);
});
