import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { computedMs } from '../../kit/cpu.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { callAs, signedIn } from '../../kit/people.ts';
import { at, countBy, errorOf, list, rowsOf, text } from '../../kit/rest.ts';
import { pairDesk } from '../../kit/wire-desk.ts';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
});
afterEach(() => hub.stop());

const minute = 60_000;
const pin = '283915';
const password = 'correct horse battery';

function add(body: object): Promise<Answer> {
  return hub.call('POST', '/v2/staff', { name: 'Asha', role: 'front_desk', pin, ...body });
}

/** With nothing but what a person knows. */
function signIn(body: object): Promise<Answer> {
  return callAs(hub, undefined, 'POST', '/v2/sessions', body);
}

describe('people', () => {
  test('are made, listed, changed and removed; PIN and password are never shown', async () => {
    const made = await add({ email: 'Asha@Example.com', password });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ email: 'asha@example.com', has_pin: true, has_password: true });
    const path = text(made.body, 'links', 'self');
    expect((await hub.call('PATCH', path, { role: 'manager' })).body).toMatchObject({ role: 'manager' });
    const found = await hub.call('GET', '/v2/staff?role=manager,owner&email=asha@example.com');
    expect(list(found.body, 'data')).toHaveLength(1);
    for (const answer of [made, found, await hub.call('GET', path), await hub.call('GET', '/v2/events')])
      expect(JSON.stringify(answer.body)).not.toMatch(/argon2|283915|horse|generation/);
    expect((await hub.call('DELETE', path)).status).toBe(204);
    expect(errorOf(await hub.call('GET', path))).toBe('not_found');
  });

  test('what is wrong is refused: PINs, passwords, hashes, roles, addresses that are taken, resources that are not there', async () => {
    await add({ email: 'asha@example.com' });
    const wrong: [object, string][] = [
      [{ pin: '123' }, 'validation_failed'],
      [{ pin: '123456789' }, 'validation_failed'],
      [{ pin: '12a4' }, 'validation_failed'],
      [{ pin: 1234 }, 'validation_failed'],
      [{ password: 'short' }, 'validation_failed'],
      [{ pin_hash: '$argon2id$x' }, 'validation_failed'],
      [{ has_pin: true }, 'validation_failed'],
      [{ role: 'king' }, 'validation_failed'],
      [{ email: 'ASHA@example.com' }, 'id_taken'],
      [{ resource_id: 'res_nobody' }, 'invalid_resource'],
    ];
    for (const [body, code] of wrong) expect([body, errorOf(await add(body))]).toEqual([body, code]);
    expect(rowsOf(hub, 'SELECT id FROM staff')).toHaveLength(1);
  });

  test('a PIN that is wrong is told without being repeated', async () => {
    const answer = await add({ pin: '98765432109' });
    expect(JSON.stringify(answer.body)).not.toContain('98765432109');
  });

  test('nobody makes, changes or lets in somebody who may do more than they', async () => {
    const manager = await signedIn(hub, 'manager');
    const owner = await signedIn(hub, 'owner');
    const tries = [
      await manager.call('POST', '/v2/staff', { name: 'X', role: 'owner' }),
      await manager.call('PATCH', `/v2/staff/${manager.id}`, { role: 'owner' }),
      await manager.call('PATCH', `/v2/staff/${owner.id}`, { password }),
      await manager.call('POST', `/v2/staff/${owner.id}/reset-pin`, { pin: '1111' }),
      await manager.call('DELETE', `/v2/staff/${owner.id}`),
    ];
    expect(tries.map(errorOf)).toEqual(tries.map(() => 'forbidden'));
    const made = await manager.call('POST', '/v2/staff', { name: 'X', role: 'manager' });
    expect(made.status).toBe(201);
    expect(errorOf(await (await signedIn(hub, 'front_desk')).call('GET', '/v2/staff'))).toBe('forbidden');
  });

  test('the last owner who can sign in is neither removed nor demoted', async () => {
    const owner = text((await add({ role: 'owner' })).body, 'id');
    const unable = text((await add({ role: 'owner', pin: undefined })).body, 'id');
    const path = `/v2/staff/${owner}`;
    for (const answer of [
      await hub.call('DELETE', path),
      await hub.call('PATCH', path, { role: 'manager' }),
    ]) {
      expect(errorOf(answer)).toBe('outside_policy');
      expect(at(answer.body, 'error', 'details', 'policy')).toBe('last_owner');
    }
    expect((await hub.call('PATCH', path, { name: 'Still here' })).status).toBe(200);
    expect((await hub.call('POST', `/v2/staff/${unable}/reset-pin`, {})).status).toBe(200);
    expect((await hub.call('PATCH', path, { role: 'manager' })).status).toBe(200);
    expect(errorOf(await hub.call('DELETE', `/v2/staff/${unable}`))).toBe('outside_policy');
  });

  test('of two owners who remove each other at once, one stays', async () => {
    const [a, b] = [await signedIn(hub, 'owner'), await signedIn(hub, 'owner')];
    const answers = await Promise.all([
      a.call('DELETE', `/v2/staff/${b.id}`),
      b.call('DELETE', `/v2/staff/${a.id}`),
    ]);
    expect(answers.filter((answer) => answer.status === 204)).toHaveLength(1);
    expect(rowsOf(hub, 'SELECT id FROM staff WHERE deleted = 0')).toHaveLength(1);
  });
});

describe('signing in', () => {
  test('by id or e-mail, with PIN or password; the token works and says who it is', async () => {
    const id = text((await add({ email: 'asha@example.com', password })).body, 'id');
    for (const body of [
      { staff_id: id, pin },
      { email: 'ASHA@example.com', password },
      { staff_id: id, password },
      { email: 'asha@example.com', pin, tenant_id: hub.tenant },
    ]) {
      const session = await signIn(body);
      expect([session.status, text(session.body, 'token')]).toEqual([
        201,
        expect.stringMatching(/^ses_live_/),
      ]);
      expect(session.body).toMatchObject({ staff_id: id, expires_at: '2026-04-15T16:00:00Z' });
      const me = await callAs(hub, text(session.body, 'token'), 'GET', '/v2/me');
      expect(me.body).toMatchObject({ kind: 'staff', id, name: 'Asha', mode: 'live' });
    }
    for (const body of [
      { staff_id: id },
      { pin },
      { staff_id: id, email: 'a@b.cd', pin },
      { staff_id: id, pin, password },
    ])
      expect([body, errorOf(await signIn(body))]).toEqual([body, 'validation_failed']);
  });

  test('what a person does is theirs: history and events name them', async () => {
    const person = await signedIn(hub, 'front_desk');
    await person.call('POST', '/v2/customers', { name: 'Priya' });
    const events = await hub.call('GET', '/v2/events');
    expect(at(list(events.body, 'data').at(-1), 'actor')).toMatchObject({ kind: 'staff', id: person.id });
  });

  test('signing out ends it; signing in at a desk notes the desk', async () => {
    const desk = await pairDesk(hub);
    const id = text((await add({})).body, 'id');
    const session = await desk.call('POST', '/v2/sessions', { staff_id: id, pin });
    expect(session.body).toMatchObject({ device_id: desk.id });
    const token = text(session.body, 'token');
    expect((await callAs(hub, token, 'GET', '/v2/sessions/current')).body).toMatchObject({
      id: session.body.id,
      idle_until: '2026-04-15T05:00:00Z',
    });
    expect((await callAs(hub, token, 'DELETE', '/v2/sessions/current')).status).toBe(204);
    expect(errorOf(await callAs(hub, token, 'GET', '/v2/me'))).toBe('unauthorized');
    expect(errorOf(await hub.call('GET', '/v2/sessions/current'))).toBe('not_found');
  });

  test('a session ends an hour after its last request, and 12 hours after its first', async () => {
    const person = await signedIn(hub, 'front_desk');
    for (let elapsed = 0; elapsed < 11 * 60; elapsed += 59) {
      clock.advance(59 * minute);
      expect((await person.call('GET', '/v2/me')).status).toBe(200);
    }
    clock.set('2026-04-15T16:00:00Z');
    expect(errorOf(await person.call('GET', '/v2/me'))).toBe('unauthorized');
    const other = await signedIn(hub, 'front_desk');
    clock.advance(60 * minute - 1000);
    expect((await other.call('GET', '/v2/me')).status).toBe(200);
    clock.advance(60 * minute);
    expect(errorOf(await other.call('GET', '/v2/me'))).toBe('unauthorized');
  });

  test('a new role holds from the next request on; so do removal, a new PIN and a new password', async () => {
    const person = await signedIn(hub, 'manager');
    expect((await person.call('GET', '/v2/staff')).status).toBe(200);
    await hub.call('PATCH', `/v2/staff/${person.id}`, { role: 'read_only' });
    expect(errorOf(await person.call('GET', '/v2/staff'))).toBe('forbidden');
    expect(errorOf(await person.call('POST', '/v2/customers', { name: 'X' }))).toBe('forbidden');
    expect((await person.call('GET', '/v2/customers')).status).toBe(200);
    await hub.call('DELETE', `/v2/staff/${person.id}`);
    expect(errorOf(await person.call('GET', '/v2/customers'))).toBe('unauthorized');

    const reset = await signedIn(hub, 'front_desk');
    const answer = await hub.call('POST', `/v2/staff/${reset.id}/reset-pin`, {});
    const fresh = text(answer.body, 'pin');
    expect(fresh).toMatch(/^\d{6}$/);
    expect(errorOf(await reset.call('GET', '/v2/me'))).toBe('unauthorized');
    expect(errorOf(await signIn({ staff_id: reset.id, pin }))).toBe('unauthorized');
    expect((await signIn({ staff_id: reset.id, pin: fresh })).status).toBe(201);
    const changed = await signedIn(hub, 'front_desk');
    await hub.call('PATCH', `/v2/staff/${changed.id}`, { password });
    expect(errorOf(await changed.call('GET', '/v2/me'))).toBe('unauthorized');
  });

  test('a given PIN is not shown, a made one is shown again to the same request', async () => {
    const id = text((await add({})).body, 'id');
    const path = `/v2/staff/${id}/reset-pin`;
    expect((await hub.call('POST', path, { pin: '4711' })).body.pin).toBeUndefined();
    const headers = { 'x-idempotency-key': 'pin-1' };
    const first = await hub.call('POST', path, {}, headers);
    expect((await hub.call('POST', path, {}, headers)).body).toEqual(first.body);
    expect((await signIn({ staff_id: id, pin: first.body.pin })).status).toBe(201);
  });
});

describe('wrong tries', () => {
  test('five are free, then 1, 2, 4… minutes; the right one counts only when the time is over', async () => {
    const id = text((await add({})).body, 'id');
    const wrong = () => signIn({ staff_id: id, pin: '0000' });
    for (let i = 0; i < 5; i++) expect(errorOf(await wrong())).toBe('unauthorized');
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      const locked = await signIn({ staff_id: id, pin });
      expect([errorOf(locked), at(locked.body, 'error', 'details', 'retry_after')]).toEqual([
        'account_locked',
        minutes * 60,
      ]);
      expect(locked.headers.get('retry-after')).toBe(String(minutes * 60));
      clock.advance(minutes * minute - 1000);
      expect(errorOf(await signIn({ staff_id: id, pin }))).toBe('account_locked');
      clock.advance(1000);
      expect(errorOf(await wrong())).toBe('unauthorized');
    }
    clock.advance(60 * minute);
    expect((await signIn({ staff_id: id, pin })).status).toBe(201);
    for (let i = 0; i < 5; i++) expect(errorOf(await wrong())).toBe('unauthorized');
  });

  test('many at once are not more tries than one after the other', async () => {
    const id = text((await add({})).body, 'id');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => signIn({ staff_id: id, pin: String(1000 + i) })),
    );
    expect(countBy(answers, (answer) => answer.status)).toEqual({ 401: 5, 403: 15 });
  });

  test('they are kept on disk, and a new PIN from somebody in charge ends the wait', async () => {
    const id = text((await add({})).body, 'id');
    for (let i = 0; i < 5; i++) await signIn({ staff_id: id, pin: '0000' });
    expect(rowsOf(hub, 'SELECT failures FROM lockouts')).toEqual([{ failures: 5 }]);
    await hub.call('POST', `/v2/staff/${id}/reset-pin`, { pin: '4711' });
    expect((await signIn({ staff_id: id, pin: '4711' })).status).toBe(201);
  });

  test('whether there is such a person shows in nothing: answers, locks, headers', async () => {
    const id = text((await add({ email: 'asha@example.com' })).body, 'id');
    const forget = ({ status, body, headers }: Answer) => {
      const { request_id: _, ...error } = Object(body.error);
      const names = [...headers.keys()].sort();
      return JSON.stringify([status, error, names, headers.get('retry-after')]);
    };
    const names = [
      { email: 'asha@example.com' },
      { email: 'nobody@example.com' },
      { staff_id: 'stf_nobody' },
      { email: 'asha@example.com', tenant_id: 'tnt_nobody' },
    ];
    const seen: string[][] = [];
    for (const name of names) {
      const answers: string[] = [];
      for (let i = 0; i < 7; i++) answers.push(forget(await signIn({ ...name, pin: '0000' })));
      seen.push(answers);
    }
    for (const answers of seen.slice(1)) expect(answers).toEqual(seen[0]);
    expect(seen[0]?.at(-1)).toContain('account_locked');
    expect(errorOf(await signIn({ staff_id: id, pin }))).toBe('account_locked');
    // Somebody without a PIN is not told apart from somebody with another one, either.
    const without = text((await add({ pin: undefined })).body, 'id');
    expect(forget(await signIn({ staff_id: without, pin: '0000' }))).toBe(seen[0]?.[0]);
  });

  test('looking costs as much for nobody as for somebody', async () => {
    const ids = [];
    for (let i = 0; i < 5; i++) ids.push(text((await add({})).body, 'id'));
    const cost = async (staff_id: string) => {
      const start = computedMs();
      await signIn({ staff_id, pin: '0000' });
      return computedMs() - start;
    };
    await cost('stf_warm_up');
    const known: number[] = [];
    const unknown: number[] = [];
    for (const id of ids)
      for (let i = 0; i < 4; i++) {
        known.push(await cost(id));
        unknown.push(await cost(`${id}_not`));
      }
    // A hash costs some 20 ms; without one, nobody would cost less than half as much as somebody.
    const middle = (costs: number[]) => costs.sort((a, b) => a - b)[costs.length >> 1] ?? 0;
    expect(middle(unknown)).toBeGreaterThan(middle(known) / 2);
  });
});
