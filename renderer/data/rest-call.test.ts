import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, test } from 'vitest';
import { commandOf } from '../../shared/commands/index.ts';
import { callRest } from './rest-call.ts';
import { memoryPlatform } from './testing/memory-platform.ts';

/** Calls a command against a hub that gives `answer`; tells what arrived there. */
async function call(
  name: string,
  args: Record<string, unknown>,
  answer: () => Response | Promise<Response>,
  ifVersion?: number,
) {
  const arrived: { url: string; method: string; body: unknown; token: string | null; version?: string }[] =
    [];
  const platform = {
    ...memoryPlatform(getRxStorageMemory()),
    baseUrl: '',
    fetch: async (url: string | URL | Request, init?: RequestInit) => {
      arrived.push({
        url: String(url),
        method: init?.method ?? '',
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
        token: new Headers(init?.headers).get('authorization'),
        ...(ifVersion !== undefined && { version: new Headers(init?.headers).get('if-match') ?? 'none' }),
      });
      return answer();
    },
  };
  const command = commandOf(name);
  if (!command) throw new Error(`no command ${name}`);
  return {
    arrived,
    outcome: await callRest(platform, { token: 'dsk_live_x', session: undefined }, command, args, ifVersion),
  };
}

const created = () => new Response(JSON.stringify({ id: 'svc_1' }), { status: 201 });

test('arguments go into the path and the body of the command’s route', async () => {
  const { arrived, outcome } = await call('services.update', { id: 'svc_1', name: 'Massage' }, created);
  expect(arrived).toEqual([
    { url: '/v2/services/svc_1', method: 'PATCH', body: { name: 'Massage' }, token: 'Bearer dsk_live_x' },
  ]);
  expect(outcome).toEqual({ state: 'executed', result: { resource: 'services', id: 'svc_1' } });
});

test('of several routes, the one that stands for the arguments is taken, without what it stands for', async () => {
  const span = { start_at: '2026-04-20T05:00:00Z', end_at: '2026-04-20T06:00:00Z' };
  const closure = await call('blocks.create', { kind: 'closure', ...span }, created);
  expect(closure.arrived).toMatchObject([{ url: '/v2/closures', body: span }]);
  const off = await call('blocks.create', { kind: 'time_off', resource_id: 'res_a/b', ...span }, created);
  expect(off.arrived).toMatchObject([{ url: '/v2/resources/res_a%2Fb/time-off', body: span }]);
});

test('what is removed is named by its path alone', async () => {
  const { arrived, outcome } = await call(
    'resources.delete',
    { id: 'res_1' },
    () => new Response(null, { status: 204 }),
  );
  expect(arrived).toMatchObject([{ url: '/v2/resources/res_1', method: 'DELETE', body: undefined }]);
  expect(outcome).toMatchObject({ result: { id: 'res_1' } });
});

test('the hub’s refusal is the outcome; codes of a newer hub keep their message', async () => {
  const refused = (code: string) => () =>
    new Response(JSON.stringify({ error: { code, message: 'No.', details: { id: 'x' } } }), { status: 409 });
  const known = await call('services.update', { id: 'svc_1' }, refused('id_taken'));
  expect(known.outcome).toEqual({ code: 'id_taken', message: 'No.', details: { id: 'x' } });
  const unknown = await call('services.update', { id: 'svc_1' }, refused('of_tomorrow'));
  expect(unknown.outcome).toMatchObject({ code: 'internal', message: 'No.' });
});

test.each<[string, () => Response | Promise<Response>]>([
  ['no answer', () => Promise.reject(new TypeError('cut'))],
  ['a hub in trouble', () => new Response('{}', { status: 503 })],
  ['something that is not the hub', () => new Response('<html>Log in to the Wi-Fi</html>')],
])('%s is said plainly', async (_, answer) => {
  const { outcome } = await call('services.update', { id: 'svc_1' }, answer);
  expect(outcome).toMatchObject({ code: 'unavailable' });
});

test('a change that was made on a version is asked for by it alone', async () => {
  const { arrived } = await call('services.update', { id: 'svc_1', name: 'Massage' }, created, 7);
  expect(arrived).toMatchObject([{ method: 'PATCH', version: '"7"' }]);
});
