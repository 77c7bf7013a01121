import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../../server/api/routes.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { callAs } from '../../kit/people.ts';
import { errorOf, text } from '../../kit/rest.ts';

let hub: TestHub;
let key: string;
const site = 'https://www.example.com';
beforeAll(async () => {
  hub = await startHub();
  const made = await hub.call('POST', '/v2/api-keys', {
    name: 'Site',
    kind: 'public',
    allowed_origins: [site],
    plan: 'solo',
  });
  key = text(made.body, 'secret');
});
afterAll(() => hub.stop());

async function preflight(path: string, method: string, origin = site): Promise<string | null> {
  const response = await fetch(hub.url + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization',
    },
  });
  return response.headers.get('access-control-allow-origin');
}

function from(origin: string, bearer: string | undefined, path: string) {
  return callAs(hub, bearer, 'GET', path, undefined, { origin });
}

describe('CORS', () => {
  test('a page that the key names may call, and read answers and errors, but no other page', async () => {
    expect(await preflight('/v2/services', 'GET')).toBe(site);
    const good = await from(site, key, '/v2/services');
    expect([good.status, good.headers.get('access-control-allow-origin')]).toEqual([200, site]);
    expect(good.headers.get('vary')).toMatch(/Origin/);
    expect(good.headers.get('access-control-expose-headers')).toMatch(/Retry-After/);
    const wrong = await from(site, key, '/v2/services/svc_unknown');
    expect([errorOf(wrong), wrong.headers.get('access-control-allow-origin')]).toEqual(['not_found', site]);
    for (const origin of ['https://evil.example', 'http://www.example.com', `${site}.evil.example`, 'null']) {
      expect(await preflight('/v2/services', 'GET', origin)).toBeNull();
      const refused = await from(origin, key, '/v2/services');
      expect([errorOf(refused), refused.headers.get('access-control-allow-origin')]).toEqual([
        'forbidden',
        null,
      ]);
    }
  });

  test('a key that names no page is for no page of others; programs and the hub’s own pages need no leave', async () => {
    expect(errorOf(await from(site, hub.keys.public, '/v2/services'))).toBe('forbidden');
    expect((await from(hub.url, hub.keys.public, '/v2/services')).status).toBe(200);
    expect((await callAs(hub, hub.keys.public, 'GET', '/v2/services')).status).toBe(200);
  });

  test('it is open for exactly the calls of public keys', async () => {
    for (const route of allRoutes(hub.hub)) {
      const path = route.path.replaceAll(/\{\w+\}/g, 'x');
      const opened = await preflight(path, route.method);
      expect([route.method, route.path, opened]).toEqual([
        route.method,
        route.path,
        route.public ? site : null,
      ]);
    }
    const secret = await from(site, hub.keys.live, '/v2/services');
    expect([secret.status, secret.headers.get('access-control-allow-origin')]).toEqual([200, null]);
    const closed = await from(site, key, '/v2/customers');
    expect([errorOf(closed), closed.headers.get('access-control-allow-origin')]).toEqual(['forbidden', null]);
  });

  test('a 429 can be read by the page, too', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => from(site, key, '/v2/services')));
    const limited = answers.find((answer) => answer.status === 429);
    expect(limited?.headers.get('access-control-allow-origin')).toBe(site);
  });

  test('a revoked key opens nothing more', async () => {
    const made = await hub.call('POST', '/v2/api-keys', {
      name: 'Old site',
      kind: 'public',
      allowed_origins: ['https://old.example'],
    });
    expect(await preflight('/v2/services', 'GET', 'https://old.example')).toBe('https://old.example');
    await hub.call('DELETE', `/v2/api-keys/${made.body.id}`);
    expect(await preflight('/v2/services', 'GET', 'https://old.example')).toBeNull();
  });
});
