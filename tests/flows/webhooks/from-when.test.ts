import { afterEach, beforeEach, expect, test } from 'vitest';
import { fanOut } from '../../../server/webhooks/fan-out.ts';
import { type Webhook, webhooks } from '../../../shared/resources/webhooks.ts';
import { startHub } from '../../kit/hub.ts';
import { type HubProcess, startHubProcess } from '../../kit/hub-process.ts';
import { allowHosts, type Receiver, register, startReceiver } from '../../kit/receiver.ts';
import { errorOf } from '../../kit/rest.ts';

let hub: HubProcess;
let receiver: Receiver;
beforeEach(async () => {
  hub = await startHubProcess({ now: '2026-04-15T04:00:00Z' });
  receiver = await startReceiver();
  await allowHosts(hub, [receiver.host]);
});
afterEach(async () => {
  await hub.remove();
  await receiver.close();
});

async function addCustomer(id: string): Promise<void> {
  const answer = await hub.call('POST', '/v2/customers', { id, name: 'Anna Berg' });
  expect([answer.status, errorOf(answer)]).toEqual([201, undefined]);
}

/** Registers an endpoint; the hub is killed when it is stored, before it is seen by whoever sends. */
async function registerAndDie(id: string, events: string[]): Promise<void> {
  await hub.dieAfterCommit();
  const body = { id, url: `${receiver.url}/${id}`, events };
  await expect(hub.call('POST', '/v2/webhooks', body)).rejects.toThrow();
  await hub.kill();
  await hub.start();
}

/** Whom each path was told of, after the last of them is told of somebody new. */
async function toldOf(path: string): Promise<string[]> {
  await addCustomer('cust_last');
  const isOfPath = (got: { path: string }) => got.path === path;
  await receiver.until(1, (got) => isOfPath(got) && got.body.includes('"cust_last"'));
  return receiver.got.filter(isOfPath).map(({ body }) => JSON.parse(body).data.object.id);
}

test('an endpoint is told nothing from before it was there: made just before the hub stopped, when nobody was told yet', async () => {
  await addCustomer('cust_first');
  // It waits for what never happens here, so that the position in the events is not stored.
  await register(hub, `${receiver.url}/rare`, { events: ['webhook.endpoint_disabled'] });
  await addCustomer('cust_second');
  await registerAndDie('whe_late', ['customer.created']);
  expect(await toldOf('/whe_late')).toEqual(['cust_last']);
});

test('the same, where others were told before and the stored position is older than the endpoint', async () => {
  await register(hub, `${receiver.url}/first`, { events: ['service.created'] });
  await hub.call('POST', '/v2/services', { name: 'Talk', duration: 30 });
  await receiver.until(1);
  await addCustomer('cust_second');
  await registerAndDie('whe_late', ['*']);
  expect(await toldOf('/whe_late')).toEqual(['cust_last']);
});

test('one that is made while others are behind gets what came after it, the others everything', async () => {
  const own = await startHub();
  try {
    const store = own.hub.stores.live;
    const tenant = 'tnt_behind';
    const event = (id: string) => ({
      id,
      type: 'customer.created',
      api_version: 'v2' as const,
      tenant_id: tenant,
      mode: 'live' as const,
      created_at: '2026-04-15T00:00:00Z',
      data: { object: { id: `cust_${id}` } },
      actor: { kind: 'system', id: 'hub', name: 'Hub' },
      request_id: 'req_1',
    });
    const ids = ['evt_1', 'evt_2', 'evt_3', 'evt_4'];
    await store.write(tenant, async (tx) => ids.map((id) => tx.append(event(id)).seq));
    const listener = (id: string, from_seq: number) => ({
      doc: endpoint(id, tenant, from_seq),
      types: new Set(['customer.created']),
    });
    const listeners = [listener('whe_first', 0), listener('whe_late', 3)];
    const log = own.hub.deliveries.live;
    for (const after of [0, 1]) {
      const events = await store.read(tenant, async (view) => view.events(after, 9));
      fanOut(own.hub, log.of(tenant), listeners, events);
      const told = listeners.map(({ doc }) =>
        log
          .of(tenant)
          .page({ endpoint: doc.id, limit: 9 })
          .map(({ event_id }) => event_id),
      );
      expect(told).toEqual([ids.toReversed(), ['evt_4']]);
    }
  } finally {
    await own.stop();
  }
});

function endpoint(id: string, tenant_id: string, from_seq: number): Webhook {
  return webhooks.doc.parse({
    ...webhooks.example,
    metadata: {},
    id,
    tenant_id,
    version: 1,
    created_at: '2026-04-15T00:00:00Z',
    updated_at: '2026-04-15T00:00:00Z',
    secret: 'sealed',
    from_seq,
    replays: [],
  });
}
