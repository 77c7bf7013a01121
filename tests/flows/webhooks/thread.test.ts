import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type HubProcess, startHubProcess } from '../../kit/hub-process.ts';
import { type Receiver, startReceiver } from '../../kit/receiver.ts';
import { at, list, text } from '../../kit/rest.ts';
import { filesHolding } from './kit.ts';

// Hubs of their own processes, whose webhooks are sent by a thread of their own.

let hub: HubProcess;
let receiver: Receiver;
beforeEach(async () => {
  hub = await startHubProcess({ now: '2026-04-15T04:00:00Z' });
  receiver = await startReceiver();
  await hub.call('PATCH', '/v2/tenant', { webhook_allowed_hosts: [receiver.host] });
});
afterEach(async () => {
  await hub.remove();
  await receiver.close();
});

async function register(): Promise<string> {
  const { body } = await hub.call('POST', '/v2/webhooks', { url: receiver.url, events: ['customer.*'] });
  return text(body, 'id');
}

async function customer(name: string): Promise<string> {
  return text((await hub.call('POST', '/v2/customers', { name })).body, 'id');
}

function namesTold(): unknown[] {
  return receiver.got.map(({ body }) => at(JSON.parse(body), 'data', 'object', 'name'));
}

async function logged(id: string, status: string, count: number): Promise<object[]> {
  return vi.waitFor(
    async () => {
      const { body } = await hub.call('GET', `/v2/webhooks/${id}/deliveries?status=${status}`);
      const found = list(body, 'data');
      expect(found).toHaveLength(count);
      return found;
    },
    { timeout: 60_000 },
  );
}

test('S7: after a restore, what happens is told, though its numbers were used before; the log has what there is', async () => {
  const id = await register();
  await customer('Before');
  await logged(id, 'succeeded', 1);
  hub.backUp('monday');
  await customer('Lost');
  await logged(id, 'succeeded', 2);
  await hub.kill();
  hub.restore('monday');
  await hub.start();
  await customer('Since');
  await receiver.until(3);
  expect(namesTold()).toEqual(['Before', 'Lost', 'Since']);
  const told = await logged(id, 'succeeded', 2);
  const { body } = await hub.call('GET', '/v2/events?types=customer.created');
  const there = list(body, 'data').map((event) => at(event, 'id'));
  expect(told.map((one) => at(one, 'event_id')).toReversed()).toEqual(there);
});

test('P4: of an answer that comes when the person was erased, nothing is kept but that it came', async () => {
  const id = await register();
  const held: (() => void)[] = [];
  receiver.answer((_request, response) => {
    held.push(() => response.writeHead(200, { 'x-echo': 'Wilhelmina' }).end('Dear Wilhelmina'));
  });
  const person = await customer('Wilhelmina');
  await receiver.until(1);
  expect((await hub.call('DELETE', `/v2/customers/${person}`)).status).toBe(204);
  for (const answer of held) answer();
  const [first] = await logged(id, 'succeeded', 1);
  const { body } = await hub.call('GET', `/v2/webhooks/${id}/deliveries/${text(first, 'id')}`);
  expect(at(body, 'tries', 0)).toMatchObject({ status: 200 });
  expect(JSON.stringify(body)).not.toContain('Wilhelmina');
  // The hub cleans its files after it has answered.
  await vi.waitFor(() => expect(filesHolding(hub.dataDir, 'Wilhelmina')).toEqual([]), {
    timeout: 60_000,
    interval: 100,
  });
});

test('E5: an endpoint that answers 410 is switched off, and is told again when it is switched on', async () => {
  const id = await register();
  receiver.answer(410);
  await customer('Missed');
  await vi.waitFor(
    async () => expect((await hub.call('GET', `/v2/webhooks/${id}`)).body).toMatchObject({ enabled: false }),
    { timeout: 60_000 },
  );
  await customer('While it was off');
  receiver.answer(200);
  receiver.got.splice(0);
  expect((await hub.call('POST', `/v2/webhooks/${id}/enable`, {})).status).toBe(200);
  await receiver.until(2);
  expect(namesTold()).toEqual(['Missed', 'While it was off']);
});

test('without an endpoint there is no file for deliveries; a thread begins with the first', async () => {
  await customer('Nobody is told');
  expect(readdirSync(hub.dataDir).filter((name) => name.includes('deliveries'))).toEqual([]);
  await register();
  await customer('Told');
  await receiver.until(1);
  expect(namesTold()).toEqual(['Told']);
});

test('E3: where the hub’s key is another, an endpoint says that it needs a new secret, and keeps none waiting', async () => {
  const old = await register();
  await hub.kill();
  rmSync(join(hub.dataDir, 'hub.key'));
  await hub.start();
  await register();
  await customer('Anna');
  await receiver.until(1);
  const [waiting] = await logged(old, 'pending', 1);
  const { body } = await hub.call('GET', `/v2/webhooks/${old}/deliveries/${text(waiting, 'id')}`);
  expect(at(body, 'tries', 0, 'error')).toBe('secret_unreadable');
  expect((await hub.call('POST', `/v2/webhooks/${old}/rotate-secret`, {})).status).toBe(200);
  await hub.call('POST', `/v2/webhooks/${old}/deliveries/${text(waiting, 'id')}/redeliver`, {});
  await receiver.until(2);
});
