import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { type Figure, figureOf, quantile, type Section } from './harness.ts';

/** Deliveries of webhooks to a receiver that answers at once (issue "Events and webhooks nobody loses"). */
export const webhooks: Section = {
  name: 'webhooks',
  async run() {
    const bench = await startBench();
    try {
      const none = await pacedBookings(bench, 50, 8);
      const rates = await throughput(bench, 4000, 3);
      const reached = await pacedEvents(bench, '/one', 200, 6);
      const alone = await pacedEvents(bench, '/one', 20, 8);
      await register(bench, 49, (i) => (i % 2 === 0 ? `${bench.target}/hang/${i}` : 'http://127.0.0.1:9/'));
      const among = await pacedEvents(bench, '/one', 20, 8);
      await removeAll(bench);
      await register(bench, 20, (i) => `${bench.target}/sub/${i}`);
      const some = await pacedBookings(bench, 50, 8);
      const p99 = { without: quantile(none, 0.99), among: quantile(some, 0.99) };
      return [
        rate('deliveries to one endpoint', rates, 2000),
        figureOf('webhooks', 'request sent → webhook received, 200 events/s', reached, {
          bar: { on: 'p95', atMost: 100 },
        }),
        figureOf('webhooks', 'the same, 20 events/s, one endpoint', alone),
        figureOf('webhooks', 'the same among 49 dead endpoints (floor: without them)', among, {
          floor: quantile(alone, 0.5),
          ratio: quantile(alone, 0.5) / quantile(among, 0.5),
          bar: { on: 'ratio', atLeast: 1 / 1.1 },
        }),
        figureOf('webhooks', 'POST /v2/bookings at 50/s, no endpoint', none),
        figureOf('webhooks', 'its p99 with 20 endpoints (floor: without)', [p99.among], {
          floor: p99.without,
          ratio: p99.without / p99.among,
          bar: { on: 'ratio', atLeast: 1 / 1.2 },
        }),
      ];
    } finally {
      bench.hub.send('stop');
      bench.receiver.disconnect();
    }
  },
};

interface Bench {
  readonly hub: ChildProcess;
  readonly receiver: ChildProcess;
  readonly url: string;
  readonly key: string;
  readonly target: string;
  /** What was made so far: everything has its own id and time. */
  made: number;
  booked: number;
}

function rate(name: string, samples: readonly number[], atLeast: number): Figure {
  return figureOf('webhooks', name, samples, { unit: '/s', bar: { on: 'median', atLeast } });
}

async function startBench(): Promise<Bench> {
  const hub = fork(join(import.meta.dirname, 'hub.child.ts'));
  const receiver = fork(join(import.meta.dirname, 'webhooks-receiver.child.ts'));
  const [[ready], [address]] = await Promise.all([once(hub, 'message'), once(receiver, 'message')]);
  const { url, key } = z.object({ url: z.string(), key: z.string() }).parse(ready);
  const { port } = z.object({ port: z.int() }).parse(address);
  const bench = { hub, receiver, url, key, target: `http://127.0.0.1:${port}`, made: 0, booked: 0 };
  const weekly = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
      day,
      [{ start: '00:00', end: '24:00' }],
    ]),
  );
  await call(bench, 'PATCH', '/v2/tenant', { webhook_allowed_hosts: [`127.0.0.1:${port}`, '127.0.0.1:9'] });
  await call(bench, 'POST', '/v2/customers', { id: 'cust_1', name: 'Priya Sharma' });
  await call(bench, 'POST', '/v2/services', { id: 'svc_1', name: 'Visit', duration: 30, slot_step: 30 });
  for (let i = 0; i < 20; i++)
    await call(bench, 'POST', '/v2/resources', {
      id: `res_${i}`,
      name: `Dr ${i}`,
      timezone: 'UTC',
      working_hours: { weekly },
    });
  return bench;
}

async function call({ url, key }: Bench, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

async function register(
  bench: Bench,
  count: number,
  urlOf: (i: number) => string,
  events = ['*'],
): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const made = await call(bench, 'POST', '/v2/webhooks', { url: urlOf(i), events });
    ids.push(z.object({ id: z.string() }).parse(made).id);
  }
  return ids;
}

async function removeAll(bench: Bench): Promise<void> {
  const { data } = z
    .object({ data: z.array(z.object({ id: z.string() })) })
    .parse(await call(bench, 'GET', '/v2/webhooks?limit=100'));
  for (const { id } of data) await call(bench, 'DELETE', `/v2/webhooks/${id}`);
  await pause(1000);
}

async function arrived({ receiver }: Bench, path: string): Promise<[string, number][]> {
  const answer = once(receiver, 'message');
  receiver.send({ path, list: true });
  return z.array(z.tuple([z.string(), z.number()])).parse((await answer)[0]);
}

async function untilArrived({ receiver }: Bench, path: string, count: number): Promise<void> {
  for (;;) {
    const answer = once(receiver, 'message');
    receiver.send({ path, list: false });
    if (Number((await answer)[0]) >= count) return;
    await pause(5);
  }
}

/** Customers that were made before are told of, again and again, as fast as it goes; the first round warms up. */
async function throughput(bench: Bench, count: number, rounds: number): Promise<number[]> {
  for (let i = 0; i < count / 20; i++)
    await Promise.all(Array.from({ length: 20 }, () => makeCustomer(bench)));
  const [id = ''] = await register(bench, 1, () => `${bench.target}/one`, ['customer.*']);
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const begun = performance.timeOrigin + performance.now();
    await call(bench, 'POST', `/v2/webhooks/${id}/replay`, { include_delivered: true });
    await untilArrived(bench, '/one', count);
    const times = (await arrived(bench, '/one')).map(([, at]) => at);
    if (round > 0) rates.push((times.length * 1000) / (Math.max(...times) - begun));
    await pause(500);
  }
  return rates;
}

function makeCustomer(bench: Bench): Promise<unknown> {
  return call(bench, 'POST', '/v2/customers', { id: `cust_b${bench.made++}`, name: 'Anna Berg' });
}

/** Makes events at a steady pace; answers how long each took from the request that made it to the receiver. */
async function pacedEvents(
  bench: Bench,
  path: string,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const sentAt = new Map<string, number>();
  await atPace(perSecond, seconds, async () => {
    const sent = performance.timeOrigin + performance.now();
    const made = z.object({ id: z.string() }).parse(await makeCustomer(bench));
    sentAt.set(made.id, sent);
  });
  await untilArrived(bench, path, perSecond * seconds);
  const byEvent = new Map(await arrived(bench, path));
  const took: number[] = [];
  for (let after = ''; ; ) {
    const page = z
      .object({
        data: z.array(z.object({ id: z.string(), data: z.object({ object: z.object({ id: z.string() }) }) })),
        has_more: z.boolean(),
        next_cursor: z.string(),
      })
      .parse(await call(bench, 'GET', `/v2/events?limit=100&types=customer.created${after}`));
    for (const event of page.data) {
      const [sent, got] = [sentAt.get(event.data.object.id), byEvent.get(event.id)];
      if (sent !== undefined && got !== undefined) took.push(got - sent);
    }
    if (!page.has_more) return took;
    after = `&after=${page.next_cursor}`;
  }
}

/** Milliseconds of each booking at a steady pace; the first second warms up. */
async function pacedBookings(bench: Bench, perSecond: number, seconds: number): Promise<number[]> {
  const took: number[] = [];
  let n = 0;
  await atPace(perSecond, seconds + 1, async () => {
    const own = n++;
    const i = bench.booked++;
    const start = Date.parse('2028-01-03T00:00:00Z') + Math.floor(i / 20) * 30 * 60_000;
    const begun = performance.now();
    await call(bench, 'POST', '/v2/bookings', {
      customer_id: 'cust_1',
      service_id: 'svc_1',
      resource_id: `res_${i % 20}`,
      start_at: new Date(start).toISOString().replace('.000Z', 'Z'),
    });
    if (own >= perSecond) took.push(performance.now() - begun);
  });
  return took;
}

/** Begins so many works a second, whether or not those before are through. */
async function atPace(perSecond: number, seconds: number, work: () => Promise<void>): Promise<void> {
  const begun = performance.now();
  const all: Promise<void>[] = [];
  for (let i = 0; i < perSecond * seconds; i++) {
    const wait = begun + (i * 1000) / perSecond - performance.now();
    if (wait > 0) await pause(wait);
    all.push(work());
  }
  await Promise.all(all);
}
