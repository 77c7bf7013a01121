import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mostEndpoints } from '../../../shared/commands/webhooks/rules.ts';
import { testClock } from '../../kit/clock.ts';
import { readEvents } from '../../kit/event-stream.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { callAs, signedIn } from '../../kit/people.ts';
import { referencePractice } from '../../kit/practice.ts';
import { allowHosts, type Receiver, register, startReceiver } from '../../kit/receiver.ts';
import { at, booked, errorOf, list, text } from '../../kit/rest.ts';
import { startTwoTenants } from '../../kit/two-tenants.ts';
import { endpointOf, logOf, untilLogged } from './kit.ts';

const monday = '2026-04-20T05:00:00Z';

let hub: TestHub;
let receiver: Receiver;
beforeEach(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z'), lookEvery: 5 });
  await referencePractice(hub);
  receiver = await startReceiver();
  await allowHosts(hub, [receiver.host]);
});
afterEach(async () => {
  await hub.stop();
  await receiver.close();
});

/** The secret of a key with these scopes and no others. */
async function keyWith(...scopes: string[]): Promise<string> {
  const made = await hub.call('POST', '/v2/api-keys', { name: 'Few', scopes });
  return text(made.body, 'secret');
}

/** Which scope a request was refused for. */
function lacking(answer: Answer): unknown {
  return errorOf(answer) === 'forbidden' ? at(answer.body, 'error', 'details', 'scope') : errorOf(answer);
}

describe('the wall', () => {
  test('of another practice’s endpoint nothing is said, whatever else is wrong with what is asked', async () => {
    const world = await startTwoTenants();
    try {
      const { a, b, sandbox } = world;
      for (const side of [b, sandbox])
        for (const id of [side.ids.webhooks, 'whe_nowhere']) {
          const asked: [string, string, object?][] = [
            ['POST', '/replay', { after: 'evt_gone' }],
            ['POST', '/replay', { after: 'nonsense' }],
            ['POST', '/replay', {}],
            ['POST', '/test', { type: 'booking.created' }],
            ['POST', '/enable', {}],
            ['POST', '/rotate-secret', {}],
            ['POST', '/deliveries/dlv_1/redeliver', {}],
            ['GET', '/deliveries?cursor=nonsense'],
            ['GET', '/deliveries/dlv_1'],
            ['GET', '/counters'],
            ['GET', ''],
            ['PATCH', '', { description: 'Mine' }],
            ['DELETE', ''],
          ];
          for (const [method, path, body] of asked) {
            const answer = await callAs(world.hub, a.key, method, `/v2/webhooks/${id}${path}`, body);
            expect([method, path, errorOf(answer), at(answer.body, 'error', 'message')]).toEqual([
              method,
              path,
              'not_found',
              `There is no webhook endpoint ${id}`,
            ]);
          }
        }
    } finally {
      await world.hub.stop();
    }
  });

  test('a delivery is that of its endpoint and of no other', async () => {
    const one = await register(hub, receiver.url, { events: ['booking.created'] });
    const other = await register(hub, receiver.url, { events: ['booking.cancelled'] });
    await booked(hub, monday);
    const [sent] = await untilLogged(hub, one.id, 'succeeded', 1);
    const path = `/v2/webhooks/${other.id}/deliveries/${text(sent, 'id')}`;
    expect(errorOf(await hub.call('GET', path))).toBe('not_found');
    expect(errorOf(await hub.call('POST', `${path}/redeliver`, {}))).toBe('not_found');
  });
});

test('a practice has 50 endpoints at most, those that are off among them; removing one makes room', async () => {
  expect(mostEndpoints).toBe(50);
  receiver.answer(410);
  const off = await register(hub, receiver.url, { events: ['booking.created'] });
  await booked(hub, monday);
  await vi.waitFor(async () => expect((await endpointOf(hub, off.id)).enabled).toBe(false), {
    timeout: 60_000,
  });
  const more = { url: receiver.url, events: ['booking.created'] };
  for (let n = 1; n < mostEndpoints; n++)
    expect((await hub.call('POST', '/v2/webhooks', more)).status).toBe(201);
  const answer = await hub.call('POST', '/v2/webhooks', more);
  expect([answer.status, at(answer.body, 'error')]).toEqual([
    422,
    expect.objectContaining({
      code: 'outside_policy',
      message: 'There are 50 endpoints already; remove one first',
      details: { policy: 'most_endpoints', limit: 50 },
    }),
  ]);
  await hub.call('PATCH', '/v2/tenant', { webhook_allowed_hosts: [receiver.host] }, asTest());
  expect((await hub.call('POST', '/v2/webhooks', more, asTest())).status).toBe(201);
  await hub.call('DELETE', `/v2/webhooks/${off.id}`);
  expect((await hub.call('POST', '/v2/webhooks', more)).status).toBe(201);
});

function asTest(): Record<string, string> {
  return { authorization: `Bearer ${hub.keys.test}` };
}

describe('P4: who is told of what', () => {
  test('a reader gets the events about what it may read, and is told which scope the others need', async () => {
    const few = await keyWith('events:read', 'bookings:read');
    const ask = (path: string) => callAs(hub, few, 'GET', path);
    const booking = await booked(hub, monday);
    const { body: all } = await hub.call('GET', '/v2/events?limit=100');
    const types = (body: object) => new Set(list(body, 'data').map((event) => text(event, 'type')));
    expect([...types(all)]).toEqual(expect.arrayContaining(['customer.created', 'booking.created']));

    const { body: own } = await ask('/v2/events?limit=100');
    expect(types(own)).toEqual(new Set(['booking.created', 'booking.confirmed']));
    expect(list(own, 'data').map((event) => at(event, 'data', 'object', 'id'))).toEqual([booking, booking]);
    expect(lacking(await ask('/v2/events?types=customer.created'))).toBe('customers:read');
    expect(lacking(await ask('/v2/events?types=booking.*,resource.availability_changed'))).toBe(
      'resources:read',
    );
    expect((await ask('/v2/events?types=booking.*')).status).toBe(200);
    const idOf = (type: string) =>
      text(
        list(all, 'data').find((event) => at(event, 'type') === type),
        'id',
      );
    expect(lacking(await ask(`/v2/events/${idOf('customer.created')}`))).toBe('customers:read');
    expect((await ask(`/v2/events/${idOf('booking.created')}`)).status).toBe(200);
  });

  test('so does a stream; it ends when its reader may no longer read what it is told', async () => {
    const few = await keyWith('events:read', 'bookings:read');
    await expect(readEvents(hub, { bearer: few, query: '?types=customer.*' })).rejects.toThrow(
      /403.*customers:read/,
    );
    const manager = await signedIn(hub, 'manager');
    const own = await readEvents(hub, { bearer: few });
    const everything = await readEvents(hub, { bearer: manager.token });
    try {
      await hub.call('POST', '/v2/customers', { name: 'New' });
      await booked(hub, monday);
      expect((await own.events(2)).map(({ type }) => type)).toEqual(['booking.created', 'booking.confirmed']);
      expect((await everything.events(3)).map(({ type }) => type)).toContain('customer.created');
      expect((await hub.call('PATCH', `/v2/staff/${manager.id}`, { role: 'front_desk' })).status).toBe(200);
      const { event, data } = await everything.next();
      expect([event, JSON.parse(data)]).toEqual([
        'closing',
        { code: 'forbidden', message: 'This needs the scope webhooks:read', scope: 'webhooks:read' },
      ]);
    } finally {
      own.close();
      everything.close();
    }
  });

  test('an endpoint is made, and changed, by those who may read all that it is told', async () => {
    const few = await keyWith('events:read', 'bookings:read', 'webhooks:read', 'webhooks:write');
    const ask = (method: string, path: string, body: object) => callAs(hub, few, method, path, body);
    const url = `${receiver.url}/few`;
    const made = await ask('POST', '/v2/webhooks', { url, events: ['booking.*'] });
    expect(made.status).toBe(201);
    const path = `/v2/webhooks/${made.body.id}`;
    expect(lacking(await ask('POST', '/v2/webhooks', { url, events: ['customer.created'] }))).toBe(
      'customers:read',
    );
    expect(lacking(await ask('POST', '/v2/webhooks', { url, events: ['*'] }))).toBe('customers:read');
    expect(lacking(await ask('PATCH', path, { events: ['booking.*', 'service.updated'] }))).toBe(
      'services:read',
    );
    expect(lacking(await ask('PATCH', path, { api_version: 'v1' }))).toBe('customers:read');
    const { id } = await register(hub, receiver.url, { events: ['*'] });
    expect(lacking(await ask('PATCH', `/v2/webhooks/${id}`, { url }))).toBe('customers:read');
    expect((await ask('PATCH', path, { description: 'Mine' })).status).toBe(200);
  });

  test('the log shows what was sent, and what was answered, to those who may read it', async () => {
    receiver.answer((_request, response, { body }) => response.writeHead(200).end(body));
    const { id } = await register(hub, receiver.url, { events: ['customer.created', 'booking.created'] });
    await hub.call('POST', '/v2/customers', { name: 'Somebody Known' });
    await booked(hub, monday);
    await untilLogged(hub, id, 'succeeded', 2);
    const few = await keyWith('webhooks:read', 'webhooks:write', 'events:read', 'bookings:read');
    const ids = (await logOf(hub, id)).map((one) => text(one, 'id'));
    const path = `/v2/webhooks/${id}/deliveries`;
    const ask = (method: string, more: string) =>
      callAs(hub, few, method, path + more, method === 'POST' ? {} : undefined);
    const answers = await Promise.all([
      ask('GET', ''),
      ask('GET', `/${ids[0]}`),
      ask('POST', `/${ids[0]}/redeliver`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 202]);
    expect(JSON.stringify(answers)).not.toContain('Somebody Known');
    const own = await ask('GET', `/${ids[1]}`);
    expect([at(own.body, 'request', 'body'), at(own.body, 'tries', 0, 'response', 'body')]).toEqual(
      Array(2).fill(expect.stringContaining('booking.created')),
    );
    const whole = await hub.call('GET', `${path}/${ids[0]}`);
    expect(JSON.stringify(whole.body).split('Somebody Known').length).toBeGreaterThan(2);
  });
});
