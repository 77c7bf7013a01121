import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flushUses } from '../../../server/access/uses.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { callAs, signedIn } from '../../kit/people.ts';
import { at, errorOf, list, text, watchWrites } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
});
afterEach(() => hub.stop());

function make(body: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
  return hub.call('POST', '/v2/api-keys', { name: 'Made', ...body }, headers);
}

function me(bearer: string): Promise<Answer> {
  return callAs(hub, bearer, 'GET', '/v2/me');
}

const hour = 3_600_000;

describe('making a key', () => {
  test('shows the secret once: it works, and no later answer or event has it', async () => {
    const made = await make({ name: 'Shop' });
    const secret = text(made.body, 'secret');
    expect([made.status, secret]).toEqual([201, expect.stringMatching(/^sk_live_[0-9A-Za-z]{24,}$/)]);
    expect(made.body).toMatchObject({ name: 'Shop', kind: 'secret', mode: 'live', last4: secret.slice(-4) });
    expect((await me(secret)).body).toMatchObject({ id: made.body.id, kind: 'secret', mode: 'live' });
    const one = await hub.call('GET', text(made.body, 'links', 'self'));
    const { secret: _, ...shown } = made.body;
    expect(one.body).toEqual(shown);
    for (const path of ['/v2/api-keys', '/v2/events'])
      expect(JSON.stringify((await hub.call('GET', path)).body)).not.toMatch(/_hash|"hash"|sk_live_\w{20}/);
  });

  test('a public key begins with pk_, a sandbox key’s own keys with sk_test_', async () => {
    expect(text((await make({ kind: 'public' })).body, 'secret')).toMatch(/^pk_live_/);
    const authorization = `Bearer ${hub.keys.test}`;
    const made = await make({}, { authorization });
    expect(text(made.body, 'secret')).toMatch(/^sk_test_/);
    expect((await me(text(made.body, 'secret'))).body).toMatchObject({ mode: 'test' });
    expect(errorOf(await hub.call('GET', `/v2/api-keys/${made.body.id}`))).toBe('not_found');
    expect(errorOf(await make({ mode: 'test' }))).toBe('forbidden');
    expect(errorOf(await make({ mode: 'live' }, { authorization }))).toBe('forbidden');
  });

  test('scopes narrow it, and nobody hands on what they do not have', async () => {
    const narrow = text((await make({ scopes: ['customers:read', 'api_keys:write'] })).body, 'secret');
    expect((await callAs(hub, narrow, 'GET', '/v2/customers')).status).toBe(200);
    expect(errorOf(await callAs(hub, narrow, 'POST', '/v2/customers', { name: 'X' }))).toBe('forbidden');
    expect(errorOf(await callAs(hub, narrow, 'GET', '/v2/bookings'))).toBe('forbidden');
    const by = (body: object) => callAs(hub, narrow, 'POST', '/v2/api-keys', { name: 'Next', ...body });
    expect(errorOf(await by({ scopes: ['bookings:read'] }))).toBe('forbidden');
    expect(errorOf(await by({ plan: 'enterprise' }))).toBe('forbidden');
    const next = await by({});
    expect([...(next.body.scopes as string[])].sort()).toEqual([
      'api_keys:write',
      'customers:read',
      'me',
      'public',
    ]);
    const again = await callAs(hub, text(next.body, 'secret'), 'GET', '/v2/bookings');
    expect(errorOf(again)).toBe('forbidden');
    const full = text((await make()).body, 'id');
    expect(errorOf(await callAs(hub, narrow, 'POST', `/v2/api-keys/${full}/rotate`, {}))).toBe('forbidden');
  });

  test('what is wrong is named: scopes that are none, origins that are none, an end in the past, hashes', async () => {
    const wrong: [object, string][] = [
      [{ scopes: ['bookings:fly'] }, 'scopes'],
      [{ scopes: ['sync'] }, 'scopes'],
      [{ kind: 'public', scopes: ['customers:read'] }, 'scopes'],
      [{ kind: 'public', allowed_origins: ['https://a.example/path'] }, 'allowed_origins.0'],
      [{ kind: 'public', allowed_origins: ['*'] }, 'allowed_origins.0'],
      [{ allowed_origins: ['https://a.example'] }, 'allowed_origins'],
      [{ expires_at: '2026-04-15T04:00:00Z' }, 'expires_at'],
      [{ hash: 'a'.repeat(64) }, 'hash'],
      [{ last4: 'aaaa' }, 'last4'],
      [{ name: '' }, 'name'],
    ];
    const before = list((await hub.call('GET', '/v2/api-keys')).body, 'data').length;
    for (const [body, path] of wrong) {
      const answer = await make(body);
      expect([body, errorOf(answer)]).toEqual([body, 'validation_failed']);
      expect(at(answer.body, 'error', 'details', 'issues', 0, 'path')).toBe(path);
    }
    expect(list((await hub.call('GET', '/v2/api-keys')).body, 'data')).toHaveLength(before);
  });

  test('the same request again under an idempotency key shows the same secret, and makes no second key', async () => {
    const headers = { 'x-idempotency-key': 'make-1' };
    const first = await make({}, headers);
    const second = await make({}, headers);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect([second.status, second.body]).toEqual([201, first.body]);
    const named = list((await hub.call('GET', '/v2/api-keys')).body, 'data').filter(
      (key) => at(key, 'name') === 'Made',
    );
    expect(named).toHaveLength(1);
    expect(errorOf(await make({ name: 'Other' }, headers))).toBe('idempotency_key_reused');
  });
});

describe('the end of a key', () => {
  test('revoked: refused from the next request on, and for good; still listed', async () => {
    const made = await make();
    const [id, secret] = [text(made.body, 'id'), text(made.body, 'secret')];
    expect((await me(secret)).status).toBe(200);
    expect((await hub.call('DELETE', `/v2/api-keys/${id}`)).status).toBe(204);
    expect(errorOf(await me(secret))).toBe('unauthorized');
    expect((await hub.call('GET', `/v2/api-keys/${id}`)).body).toMatchObject({
      revoked_at: '2026-04-15T04:00:00Z',
    });
    expect((await hub.call('DELETE', `/v2/api-keys/${id}`)).status).toBe(204);
    expect(errorOf(await hub.call('POST', `/v2/api-keys/${id}/rotate`, {}))).toBe('invalid_transition');
  });

  test('revoked by another process (the command line): refused at once as well', async () => {
    const made = await make();
    const { createContext } = await import('../../../server/main.ts');
    const other = createContext(hub.hub.config, { clock });
    const { asHub } = await import('../../../server/access/grant.ts');
    const { revokeApiKey } = await import('../../../shared/commands/access/api-keys.ts');
    expect((await me(text(made.body, 'secret'))).status).toBe(200);
    await asHub(other, hub.tenant, revokeApiKey, { id: made.body.id });
    other.close();
    expect(errorOf(await me(text(made.body, 'secret')))).toBe('unauthorized');
  });

  test('expired: refused from that instant on', async () => {
    const secret = text((await make({ expires_at: '2026-04-15T05:00:00Z' })).body, 'secret');
    clock.set('2026-04-15T04:59:59Z');
    expect((await me(secret)).status).toBe(200);
    clock.set('2026-04-15T05:00:00Z');
    expect(errorOf(await me(secret))).toBe('unauthorized');
  });

  test('unknown, malformed and other people’s prefixes: 401, without a word about which', async () => {
    const good = text((await make()).body, 'secret');
    const tries = [
      `sk_live_${'x'.repeat(32)}`,
      good.replace('sk_', 'pk_'),
      good.replace('live', 'test'),
      good.slice(0, -1),
      `${good}x`,
      'ses_live_nothing_of_the_kind',
      'short',
    ];
    for (const bearer of tries) expect([bearer, errorOf(await me(bearer))]).toEqual([bearer, 'unauthorized']);
  });
});

describe('rotating a key', () => {
  test('the old secret works for the overlap that was asked for, the new one at once', async () => {
    const made = await make();
    const old = text(made.body, 'secret');
    const path = `/v2/api-keys/${made.body.id}/rotate`;
    const turned = await hub.call('POST', path, { overlap_minutes: 60 });
    const fresh = text(turned.body, 'secret');
    expect(turned.body).toMatchObject({
      id: made.body.id,
      last4: fresh.slice(-4),
      previous_until: '2026-04-15T05:00:00Z',
    });
    expect((await me(fresh)).body.id).toBe(made.body.id);
    clock.advance(hour - 1000);
    expect((await me(old)).body.id).toBe(made.body.id);
    clock.advance(1000);
    expect(errorOf(await me(old))).toBe('unauthorized');
    expect((await me(fresh)).status).toBe(200);
  });

  test('a day without a word, none if 0 is asked for, no more than 7 days', async () => {
    const made = await make({ kind: 'public' });
    const path = `/v2/api-keys/${made.body.id}/rotate`;
    const turned = await hub.call('POST', path, {});
    expect(turned.body.previous_until).toBe('2026-04-16T04:00:00Z');
    expect(text(turned.body, 'secret')).toMatch(/^pk_live_/);
    const again = await hub.call('POST', path, { overlap_minutes: 0 });
    expect(again.body.previous_until).toBeUndefined();
    for (const secret of [made.body.secret, turned.body.secret])
      expect((await callAs(hub, String(secret), 'GET', '/v2/services')).status).toBe(401);
    expect((await callAs(hub, text(again.body, 'secret'), 'GET', '/v2/services')).status).toBe(200);
    for (const overlap_minutes of [-1, 7 * 24 * 60 + 1, 1.5, '60'])
      expect(errorOf(await hub.call('POST', path, { overlap_minutes }))).toBe('validation_failed');
  });

  test('a rotation sent twice under one idempotency key is one rotation', async () => {
    const made = await make();
    const path = `/v2/api-keys/${made.body.id}/rotate`;
    const headers = { 'x-idempotency-key': 'turn-1' };
    const first = await hub.call('POST', path, {}, headers);
    const second = await hub.call('POST', path, {}, headers);
    expect(second.body).toEqual(first.body);
    expect((await me(text(made.body, 'secret'))).status).toBe(200);
  });

  test('an idempotency key from before the rotation is not carried out again with the new secret', async () => {
    const made = await make();
    const old = text(made.body, 'secret');
    const headers = { 'x-idempotency-key': 'one-customer' };
    await callAs(hub, old, 'POST', '/v2/customers', { name: 'Once' }, headers);
    const turned = await hub.call('POST', `/v2/api-keys/${made.body.id}/rotate`, {});
    const fresh = text(turned.body, 'secret');
    const answer = await callAs(hub, fresh, 'POST', '/v2/customers', { name: 'Once' }, headers);
    expect(answer.status).toBeLessThan(500);
    expect(list((await hub.call('GET', '/v2/customers')).body, 'data')).toHaveLength(1);
  });

  test('neither secret outlives a revocation', async () => {
    const made = await make();
    const turned = await hub.call('POST', `/v2/api-keys/${made.body.id}/rotate`, {});
    await hub.call('DELETE', `/v2/api-keys/${made.body.id}`);
    for (const secret of [made.body.secret, turned.body.secret])
      expect(errorOf(await me(String(secret)))).toBe('unauthorized');
  });
});

describe('when a key was last used', () => {
  test('is put down later, by nobody’s request, and is no new version of it', async () => {
    const made = await make();
    const path = `/v2/api-keys/${made.body.id}`;
    const watch = watchWrites(hub);
    const before = watch.commits();
    await me(text(made.body, 'secret'));
    clock.advance(90_000);
    await me(text(made.body, 'secret'));
    expect(watch.commits()).toBe(before);
    watch.close();
    expect((await hub.call('GET', path)).body.last_used_at).toBeUndefined();
    await flushUses(hub.hub);
    const { body } = await hub.call('GET', path);
    expect(body).toMatchObject({ last_used_at: '2026-04-15T04:01:30Z', version: 1 });
    const { headers } = await hub.call('GET', path);
    expect((await hub.call('GET', path, undefined, { 'if-none-match': '"1"' })).status).toBe(200);
    expect(
      (await hub.call('GET', path, undefined, { 'if-none-match': headers.get('etag') ?? '' })).status,
    ).toBe(304);
    expect((await hub.call('DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(204);
  });
});

describe('who may manage keys', () => {
  test('an owner may, with what an owner may; a manager may not', async () => {
    const owner = await signedIn(hub, 'owner');
    const made = await owner.call('POST', '/v2/api-keys', { name: 'By the owner' });
    expect(made.status).toBe(201);
    expect((await me(text(made.body, 'secret'))).status).toBe(200);
    const manager = await signedIn(hub, 'manager');
    for (const [method, path] of [
      ['GET', '/v2/api-keys'],
      ['POST', '/v2/api-keys'],
      ['DELETE', `/v2/api-keys/${made.body.id}`],
    ] as const)
      expect(errorOf(await manager.call(method, path))).toBe('forbidden');
  });
});
