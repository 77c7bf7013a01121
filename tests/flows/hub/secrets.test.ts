import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { flushUses } from '../../../server/access/uses.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { callAs } from '../../kit/people.ts';
import { list, text } from '../../kit/rest.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub();
});
afterEach(() => hub.stop());

/** Everything in a folder, whatever it is called. */
function filesIn(folder: string): { name: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((name) => ({ name, bytes: readFileSync(name) }));
}

test('P2: no secret that was used is in a file of the data folder, in a list, an event or a log', async () => {
  const logged: string[] = [];
  const { log } = hub.hub;
  const copy = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
  for (const level of ['debug', 'info', 'warn', 'error', 'fatal'] as const)
    vi.spyOn(log, level).mockImplementation(copy[level].bind(copy));
  const answers: unknown[] = [];
  const secrets: string[] = [
    hub.keys.live,
    hub.keys.test,
    hub.keys.public,
    new URL(hub.feedUrl).pathname.slice(15, -4),
  ];

  async function shows(
    field: string,
    method: string,
    path: string,
    body: object,
    key = hub.keys.live,
  ): Promise<Record<string, unknown>> {
    const idempotency = `idem_${secrets.length}_zebra`;
    const answer = await callAs(hub, key, method, path, body, { 'x-idempotency-key': idempotency });
    secrets.push(text(answer.body, field), idempotency);
    return answer.body;
  }

  for (const key of [hub.keys.live, hub.keys.test]) {
    const made = await shows('secret', 'POST', '/v2/api-keys', { name: 'Made', kind: 'public' }, key);
    await shows('secret', 'POST', `/v2/api-keys/${made.id}/rotate`, {}, key);
    const person = { name: 'Asha', role: 'owner', pin: '93582716', password: 'a zebra in the attic' };
    const { body: member } = await callAs(hub, key, 'POST', '/v2/staff', person, {
      'x-idempotency-key': 'idem_person',
    });
    secrets.push(person.pin, person.password);
    await shows('token', 'POST', '/v2/sessions', { staff_id: member.id, pin: person.pin }, key);
    await shows('token', 'POST', '/v2/sessions', { staff_id: member.id, password: person.password }, key);
    await callAs(hub, key, 'POST', '/v2/sessions', { staff_id: member.id, pin: '57391846' });
    await callAs(hub, key, 'PATCH', `/v2/staff/${member.id}`, { password: 'another zebra up there' });
    secrets.push('57391846', 'another zebra up there');
    await callAs(hub, key, 'POST', '/v2/staff', { ...person, pin: 'wrong 48151623' });
    secrets.push('48151623');
  }
  const code = await shows('invitation', 'POST', '/v2/devices/pairing-codes', {});
  await shows('token', 'POST', '/v2/devices/pair', { invitation: code.invitation, name: 'Till' });
  // Refused, and failing in the hub itself: neither says what was sent.
  await callAs(hub, 'sk_live_unknownunknownunknownzebra', 'GET', '/v2/me');
  secrets.push('unknownunknownunknownzebra');
  const store = vi.spyOn(hub.hub.stores.live, 'write').mockRejectedValue(new Error('disk is full'));
  answers.push(await hub.call('POST', '/v2/staff', { name: 'Gone', role: 'owner', pin: '60718293' }));
  store.mockRestore();
  secrets.push('60718293');
  await flushUses(hub.hub);

  for (const key of [hub.keys.live, hub.keys.test])
    for (const path of [
      '/v2/api-keys',
      '/v2/staff',
      '/v2/devices',
      '/v2/devices/pairing-codes',
      '/v2/events',
      '/v2/me',
    ])
      answers.push((await callAs(hub, key, 'GET', `${path}?`)).body);
  vi.restoreAllMocks();

  expect(new Set(secrets).size).toBeGreaterThan(25);
  const texts = [
    ...filesIn(hub.dataDir),
    { name: 'answers', bytes: Buffer.from(JSON.stringify(answers)) },
    { name: 'log', bytes: Buffer.from(logged.join('')) },
  ];
  expect(texts.map(({ name }) => name).filter((name) => /sqlite-wal$/.test(name))).not.toEqual([]);
  expect(logged.join('')).toContain('disk is full');
  const found = texts.flatMap(({ name, bytes }) =>
    secrets.filter((secret) => bytes.includes(secret)).map((secret) => [name, secret]),
  );
  expect(found).toEqual([]);
  // The test can see: what is no secret is there.
  const live = texts.filter(({ name }) => name.includes('live.sqlite'));
  expect(live.some(({ bytes }) => bytes.includes('Asha'))).toBe(true);
  expect(list((await hub.call('GET', '/v2/staff')).body, 'data')).toHaveLength(1);
});
