import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantKey } from '../../../server/access/grant.ts';
import { errorCodes } from '../../../shared/errors.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { callAs, signedIn } from '../../kit/people.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list } from '../../kit/rest.ts';
import { pairDesk } from '../../kit/wire-desk.ts';

let hub: TestHub;
const clock = testClock('2026-04-15T04:00:00Z');
beforeAll(async () => {
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterAll(() => hub.stop());

describe('what is about the caller and the hub', () => {
  test('health needs no key; me tells each caller who they are', async () => {
    const health = await callAs(hub, undefined, 'GET', '/v2/health');
    expect(health.body).toEqual({ status: 'ok', now: '2026-04-15T04:00:00Z' });
    const desk = await pairDesk(hub);
    const person = await signedIn(hub, 'manager');
    const kinds = [hub.keys.live, hub.keys.test, desk.token, person.token].map(async (bearer) => {
      const { body } = await callAs(hub, bearer, 'GET', '/v2/me');
      return [body.kind, body.mode, body.tenant_id];
    });
    expect(await Promise.all(kinds)).toEqual([
      ['secret', 'live', hub.tenant],
      ['secret', 'test', hub.tenant],
      ['device', 'live', hub.tenant],
      ['staff', 'live', hub.tenant],
    ]);
    expect(errorOf(await callAs(hub, undefined, 'GET', '/v2/me'))).toBe('unauthorized');
  });

  test('limits says what is left as the headers do, and a desk or person has none', async () => {
    const key = await grantKey(hub.hub, hub.tenant, {
      name: 'Solo',
      kind: 'secret',
      mode: 'live',
      plan: 'solo',
    });
    for (let i = 0; i < 3; i++) await callAs(hub, key, 'GET', '/v2/services');
    const answer = await callAs(hub, key, 'GET', '/v2/limits');
    const windows = list(answer.body, 'windows');
    expect(answer.body).toMatchObject({ limited: true, plan: 'solo' });
    expect(windows.map((window) => [at(window, 'name'), at(window, 'quota'), at(window, 'burst')])).toEqual([
      ['second', 5, 10],
      ['minute', 200, 200],
      ['day', 10_000, 10_000],
    ]);
    expect(windows.map((window) => at(window, 'remaining'))).toEqual([6, 196, 9996]);
    expect(answer.headers.get('x-rate-limit-remaining')).toBe('9996');
    const person = await signedIn(hub, 'front_desk');
    expect((await person.call('GET', '/v2/limits')).body).toEqual({
      limited: false,
      plan: null,
      windows: [],
    });
  });

  test('each error code has its own page in JSON, and its own in HTML', async () => {
    for (const [code, { title }] of Object.entries(errorCodes)) {
      expect((await hub.call('GET', `/v2/errors/${code}`)).body).toMatchObject({ code, title });
      expect((await fetch(`${hub.url}/errors/${code}`)).status).toBe(200);
    }
    expect(errorOf(await hub.call('GET', '/v2/errors/nonsense'))).toBe('not_found');
    expect(list((await hub.call('GET', '/v2/event-types')).body, 'data')).toHaveLength(48);
  });

  test('the practice is read with an ETag and changed with If-Match', async () => {
    const read = await hub.call('GET', '/v2/tenant');
    const etag = read.headers.get('etag') ?? '';
    const again = await hub.call('GET', '/v2/tenant', undefined, { 'if-none-match': etag });
    expect(again.status).toBe(304);
    const changed = await hub.call('PATCH', '/v2/tenant', { locale: 'hi' }, { 'if-match': etag });
    expect(changed.body).toMatchObject({ locale: 'hi', version: 2 });
    const stale = await hub.call('PATCH', '/v2/tenant', { locale: 'en' }, { 'if-match': etag });
    expect(errorOf(stale)).toBe('version_conflict');
  });

  test('usage counts what there is, and the month’s bookings in the practice’s zone', async () => {
    await booked(hub, '2026-04-20T05:00:00Z');
    // 2026-05-01 in Kolkata, still April in UTC; the practice counts it in May.
    await hub.call('PATCH', '/v2/resources/res_dr_niket', {
      working_hours: { weekly: { friday: [{ start: '00:00', end: '23:00' }] } },
    });
    await booked(hub, '2026-04-30T19:00:00Z');
    const april = (await hub.call('GET', '/v2/tenant/usage')).body;
    expect(april).toMatchObject({ month: '2026-04', bookings_this_month: 1 });
    expect(at(april, 'documents')).toMatchObject({ bookings: 2, customers: 1, services: 1, resources: 1 });
    clock.set('2026-04-30T18:30:00Z');
    const may = (await hub.call('GET', '/v2/tenant/usage')).body;
    expect(may).toMatchObject({ month: '2026-05', bookings_this_month: 1 });
  });

  test('devices are listed, invited and removed; a removed one is told so', async () => {
    const code = await hub.call('POST', '/v2/devices/pairing-codes', { valid_minutes: 5 });
    expect(code.body).toMatchObject({ invitation: expect.stringMatching(/^inv_\w{24,}$/) });
    const pair = (name: string) =>
      callAs(hub, undefined, 'POST', '/v2/devices/pair', { invitation: code.body.invitation, name });
    const paired = await pair('Till');
    const path = `/v2/devices/${paired.body.device_id}`;
    expect((await hub.call('GET', path)).body).toMatchObject({ name: 'Till' });
    expect(errorOf(await pair('Second'))).toBe('unauthorized');
    expect((await hub.call('DELETE', path)).status).toBe(204);
    const refused = await callAs(hub, String(paired.body.token), 'GET', '/v2/bookings');
    expect(errorOf(refused)).toBe('device_revoked');
  });
});
