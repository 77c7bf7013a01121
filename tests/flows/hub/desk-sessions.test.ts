import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signDeskSession } from '../../../server/access/desk-session.ts';
import type { Role } from '../../../shared/resources/staff.ts';
import { staffOf } from '../../../shared/wire/desk-session.ts';
import { wireVersion } from '../../../shared/wire/version.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { callAs } from '../../kit/people.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, errorOf, list, text } from '../../kit/rest.ts';
import { pairDesk, type WireDesk, type WireIntentInput } from '../../kit/wire-desk.ts';

let hub: TestHub;
let desk: WireDesk;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
  desk = await pairDesk(hub);
});
afterEach(() => hub.stop());

const visit = { customer_id: 'cust_priya_01', service_id: 'svc_consult_30', resource_id: 'res_dr_niket' };
const times = [
  '2026-04-20T05:00:00Z',
  '2026-04-20T06:00:00Z',
  '2026-04-20T07:00:00Z',
  '2026-04-20T08:00:00Z',
];
const pin = '283915';

interface Member {
  readonly id: string;
  readonly name: string;
}

async function add(role: Role, name = `Some ${role}`): Promise<Member> {
  return { id: text((await hub.call('POST', '/v2/staff', { name, role, pin })).body, 'id'), name };
}

/** Signs somebody in at a desk and answers with the signed session. */
async function signIn({ id }: Member, where = desk): Promise<string> {
  return text((await where.call('POST', '/v2/sessions', { staff_id: id, pin })).body, 'at_desk', 'session');
}

function booking(n: number, session?: string): WireIntentInput {
  const args = { ...visit, id: `bk_${n}`, start_at: times[n - 1] };
  return { n, command: 'bookings.create', args, ...(session !== undefined && { session }) };
}

async function push(intents: WireIntentInput[], where = desk): Promise<object[]> {
  return list((await where.push(intents)).body, 'outcomes');
}

function refusedFor(reason: string): object {
  return { state: 'refused', refusal: { code: 'forbidden', details: { reason } } };
}

describe('S12: who did it at a desk', () => {
  test('a desk is told who works here, without secrets; keys and people are not', async () => {
    const asha = await add('front_desk', 'Asha');
    const answer = await desk.call('GET', '/v2/sessions/staff');
    expect(answer.body).toEqual({
      data: [{ id: asha.id, name: 'Asha', role: 'front_desk', has_pin: true, pin_version: 1 }],
    });
    expect(errorOf(await hub.call('GET', '/v2/sessions/staff'))).toBe('forbidden');
  });

  test('whoever signs in at a desk gets a signed session; elsewhere there is none', async () => {
    const asha = await add('front_desk');
    const { body } = await desk.call('POST', '/v2/sessions', { staff_id: asha.id, pin });
    expect(body.at_desk).toMatchObject({ name: 'Some front_desk', role: 'front_desk', pin_version: 1 });
    expect(staffOf(text(body, 'at_desk', 'session'))).toBe(asha.id);
    const elsewhere = await callAs(hub, undefined, 'POST', '/v2/sessions', { staff_id: asha.id, pin });
    expect(elsewhere.body).not.toHaveProperty('at_desk');
  });

  test('B4: what they do is theirs in history and in events, with the desk named; without a session it is the desk’s', async () => {
    const asha = await add('front_desk', 'Asha');
    const session = await signIn(asha);
    expect(await push([booking(1, session), booking(2)])).toMatchObject([
      { state: 'accepted' },
      { state: 'accepted' },
    ]);
    const own = (await hub.call('GET', '/v2/bookings/bk_1/history')).body;
    expect(at(own, 'data', 0)).toMatchObject({
      by: asha.id,
      by_name: 'Asha',
      desk: { id: desk.id, name: 'Front desk' },
    });
    const plain = at((await hub.call('GET', '/v2/bookings/bk_2/history')).body, 'data', 0);
    expect(plain).toMatchObject({ by: desk.id, by_name: 'Front desk' });
    expect(plain).not.toHaveProperty('desk');
    const events = list((await hub.call('GET', '/v2/events?types=booking.created')).body, 'data');
    expect(events.map((event) => at(event, 'actor', 'id')).sort()).toEqual([asha.id, desk.id].sort());
  });

  test('S9: time does not end it', async () => {
    const session = await signIn(await add('front_desk'));
    clock.set('2026-04-19T04:00:00Z');
    expect(await push([booking(1, session)])).toMatchObject([{ state: 'accepted' }]);
  });

  test('somebody who was removed: what waited is refused with that reason, what was accepted stays so', async () => {
    const asha = await add('front_desk');
    const session = await signIn(asha);
    await push([booking(1, session)]);
    await hub.call('DELETE', `/v2/staff/${asha.id}`);
    const outcomes = await push([booking(1, session), booking(2, session), booking(3)]);
    expect(outcomes).toMatchObject([
      { state: 'accepted' },
      refusedFor('staff_removed'),
      { state: 'accepted' },
    ]);
    expect((await hub.call('GET', '/v2/bookings/bk_2')).status).toBe(404);
  });

  test('the role that counts is that of now: lowered meanwhile is refused, raised meanwhile is done', async () => {
    const asha = await add('front_desk');
    const session = await signIn(asha);
    await hub.call('PATCH', `/v2/staff/${asha.id}`, { role: 'read_only' });
    expect(await push([booking(1, session)])).toMatchObject([refusedFor('role')]);
    await hub.call('PATCH', `/v2/staff/${asha.id}`, { role: 'practitioner' });
    expect(await push([booking(2, session)])).toMatchObject([{ state: 'accepted' }]);
    // The refusal stays what it was (S2).
    expect(await push([booking(1, session)])).toMatchObject([refusedFor('role')]);
  });

  test('an owner may do no more at a desk than the desk', async () => {
    const session = await signIn(await add('owner'));
    const over = { ...visit, start_at: times[0], override: ['existing_booking'], override_reason: 'urgent' };
    await push([booking(1, session)]);
    const command = 'bookings.create';
    const outcome = await push([{ n: 2, command, args: { ...over, id: 'bk_2' }, session }]);
    expect(outcome).toMatchObject([{ state: 'refused' }]);
  });

  test('a session of another desk, of another practice, of the sandbox, or one that was tampered with is refused', async () => {
    const asha = await add('front_desk');
    const other = await pairDesk(hub, 'Back office');
    const theirs = await signIn(asha, other);
    expect(await push([booking(1, theirs)])).toMatchObject([refusedFor('session_of_another_desk')]);
    const own = await signIn(asha);
    const said = { id: 'ses_1', device: desk.id, staff: asha.id, tenant: hub.tenant, mode: 'live' as const };
    const issued = '2026-04-15T04:00:00Z';
    const elsewhere = signDeskSession(hub.hub, { ...said, tenant: 'tnt_other', issued });
    const sandbox = signDeskSession(hub.hub, { ...said, mode: 'test', issued });
    const forged = signDeskSession({ secret: new Uint8Array(32) }, { ...said, issued });
    const wrong = [elsewhere, sandbox, forged, own.replace(asha.id, 'stf_other'), `${own}A`, 'x', '.', ''];
    const outcomes = await push(
      wrong.map((session, i) => ({ ...booking(1, session), n: i + 2, id: `int_w${i}` })),
    );
    expect(outcomes.map((outcome) => at(outcome, 'refusal', 'details', 'reason'))).toEqual([
      ...['session_of_another_desk', 'session_of_another_desk'],
      ...Array(6).fill('session_unknown'),
    ]);
  });

  test('a desk that is let in again hands over what was done before, under the session of what it was', async () => {
    const session = await signIn(await add('front_desk'));
    let token = desk.token;
    for (const n of [1, 2]) {
      const invitation = await hub.invite();
      const paired = await callAs(hub, token, 'POST', '/v2/devices/pair', { invitation, name: 'Again' });
      token = text(paired.body, 'token');
      const pushed = await callAs(hub, token, 'POST', '/v2/sync/intents', {
        wire: wireVersion,
        install: desk.install,
        intents: [{ ...booking(n, session), id: `int_${n}`, issued_at: '2026-04-15T04:00:00Z' }],
      });
      expect(pushed.body.outcomes).toMatchObject([{ state: 'accepted' }]);
    }
    const stranger = await pairDesk(hub, 'Stranger');
    expect(await push([{ ...booking(3, session) }], stranger)).toMatchObject([
      refusedFor('session_of_another_desk'),
    ]);
  });

  test('S7: a restored hub that does not know the desk any more takes its sessions all the same', async () => {
    const asha = await add('front_desk');
    const said = {
      id: 'ses_1',
      device: 'dev_lost',
      staff: asha.id,
      tenant: hub.tenant,
      mode: 'live' as const,
    };
    const session = signDeskSession(hub.hub, { ...said, issued: '2026-04-14T04:00:00Z' });
    expect(await push([booking(1, session)])).toMatchObject([{ state: 'accepted' }]);
  });
});

describe('desk_sign_in: nothing is done at a desk without a person', () => {
  let refusedAtFirst: unknown;
  beforeEach(async () => {
    refusedAtFirst = (await hub.call('PATCH', '/v2/tenant', { desk_sign_in: true })).body.error;
    await add('owner');
    await hub.call('PATCH', '/v2/tenant', { desk_sign_in: true });
  });

  test('it can be switched on once an owner has a PIN, who could take it back', async () => {
    expect(refusedAtFirst).toMatchObject({ code: 'outside_policy', details: { policy: 'no_pin' } });
    expect((await hub.call('GET', '/v2/tenant')).body).toMatchObject({ desk_sign_in: true });
  });

  test('intents without a session are refused, those with one are not; reading and keeping up go on', async () => {
    const session = await signIn(await add('front_desk'));
    expect(await push([booking(1), booking(2, session)])).toMatchObject([
      refusedFor('sign_in'),
      { state: 'accepted' },
    ]);
    expect((await desk.pull('bookings')).documents).toHaveLength(1);
    expect((await desk.call('GET', '/v2/bookings/bk_2')).status).toBe(200);
  });

  test('over REST the same: the desk alone changes nothing, a person with their session does what both may', async () => {
    const customer = { name: 'New' };
    const alone = await desk.call('POST', '/v2/customers', customer);
    expect(alone.body.error).toMatchObject({ code: 'forbidden', details: { reason: 'sign_in' } });
    const asked = (session: string, method: string, path: string, body?: unknown) =>
      callAs(hub, desk.token, method, path, body, { 'x-desk-session': session });
    const asha = await signIn(await add('front_desk', 'Asha'));
    expect((await asked(asha, 'POST', '/v2/customers', customer)).status).toBe(201);
    expect((await asked(asha, 'GET', '/v2/me')).body).toMatchObject({ name: 'Asha' });
    const service = { name: 'New', duration: 30 };
    expect((await asked(asha, 'POST', '/v2/services', service)).body.error).toMatchObject({
      details: { reason: 'role' },
    });
    const manager = await signIn(await add('manager'));
    expect((await asked(manager, 'POST', '/v2/services', service)).status).toBe(201);
    expect(errorOf(await asked(manager, 'GET', '/v2/staff'))).toBe('forbidden');
  });
});

test('a session over REST is of that very desk, and ends with the person', async () => {
  const asha = await add('front_desk');
  const other = await pairDesk(hub, 'Back office');
  const session = await signIn(asha, other);
  const read = (token: string) =>
    callAs(hub, token, 'GET', '/v2/bookings', undefined, { 'x-desk-session': session });
  expect((await read(other.token)).status).toBe(200);
  expect((await read(desk.token)).body.error).toMatchObject({
    details: { reason: 'session_of_another_desk' },
  });
  await hub.call('DELETE', `/v2/staff/${asha.id}`);
  expect((await read(other.token)).body.error).toMatchObject({ details: { reason: 'staff_removed' } });
});
