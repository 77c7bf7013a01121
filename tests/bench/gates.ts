import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Call } from '../../server/api/route.ts';
import { authGate } from '../../server/gates/auth.ts';
import { idempotencyGate } from '../../server/gates/idempotency.ts';
import { startHub } from '../kit/hub.ts';
import { type Figure, figureOf, quantile, type Section, sample } from './harness.ts';
import { load } from './load.ts';

const seconds = 60;
const keys = 50;
const resources = 8;
const firstSlot = Date.parse('2028-01-03T00:00:00Z');

/** What stands before every request, and what it costs (issue "The /v2 contract"). */
export const gates: Section = {
  name: 'gates',
  async run() {
    return [await together(), ...(await overHttp())];
  },
};

/** Who is it, not too often, was it done before: in process, so that nothing else is in the figure. */
async function together(): Promise<Figure> {
  const hub = await startHub({ unwatched: true });
  const identify = authGate(hub.hub);
  const gate = idempotencyGate(hub.hub);
  const body = booking(0);
  const each = 200;
  const samples = await hub.hub.stores.live.write(hub.tenant, (tx) =>
    sample(100, async (round) => {
      for (let i = 0; i < each; i++) {
        const caller = identify(`Bearer ${hub.keys.live}`);
        // A name for each round: this is faster than any plan allows.
        hub.hub.limits.take(`${caller.actor.id} ${round}`, caller.windows ?? []);
        const call: Partial<Call> = {
          caller,
          method: 'POST',
          path: '/v2/bookings',
          body,
          header: (name) => (name === 'x-idempotency-key' ? `key-${round}-${i}` : undefined),
        };
        await gate(call as Call, async (memory) => memory?.recall(tx));
      }
    }),
  );
  await hub.stop();
  return figureOf(
    'gates',
    'auth, limits and idempotency look-up, a request',
    samples.map((ms) => ms / each),
    { bar: { on: 'median', atMost: 0.15 } },
  );
}

async function overHttp(): Promise<Figure[]> {
  const hub = await startChild('gates-hub.child.ts', String(keys));
  const { url, key, solo, database } = z
    .object({ url: z.string(), key: z.string(), solo: z.array(z.string()), database: z.string() })
    .parse(hub.ready);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  await fill(url, headers);
  const floor = await startChild('gates-floor.child.ts', database);
  const { port } = z.object({ port: z.int() }).parse(floor.ready);
  const filters = `resource_id=res_1&from=2028-01-04T00:00:00Z&to=2028-01-08T00:00:00Z&limit=50`;
  const product = {
    method: 'GET',
    path: `/v2/bookings?status=confirmed,pending&sort=start_at&${filters}`,
    headers,
  };
  const least = { method: 'GET', path: `/bookings?${filters}` };
  const pairs: [number, number][] = [];
  for (let round = 0; round <= 5; round++)
    pairs.push([
      (await load(url, 1000, keys, () => product)).perSecond,
      (await load(`http://127.0.0.1:${port}`, 1000, keys, () => least)).perSecond,
    ]);
  floor.process.kill('SIGTERM');
  const counted = pairs.slice(1);
  const own = counted.map(([rate]) => rate);
  const bare = quantile(
    counted.map(([, rate]) => rate),
    0.5,
  );
  const figures = [
    figureOf('gates', 'GET /v2/bookings, 50 rows, four filters', own, {
      unit: '/s',
      floor: bare,
      ratio: quantile(own, 0.5) / bare,
      bar: { on: 'ratio', atLeast: 0.5 },
    }),
    await manyKeys(url, solo),
  ];
  hub.process.send('stop');
  return figures;
}

/**
 * All keys at once for a minute: four of five just as often as the plan allows, who are never refused; every fifth
 * twice as often, who is refused as often as is due. Each fourth request books.
 */
async function manyKeys(url: string, solo: readonly string[]): Promise<Figure> {
  // In turn, so that no connection is idle for as long as the hub waits before it closes it.
  const agent = new http.Agent({ keepAlive: true, maxSockets: keys, scheduling: 'fifo' });
  const latencies: number[] = [];
  let booked = 0;

  async function drive(key: string, index: number): Promise<void> {
    const greedy = index % 5 === 0;
    const every = greedy ? 100 : 200;
    const statuses: Record<number, number> = {};
    const start = performance.now() + (index * every) / keys;
    const under: Promise<void>[] = [];
    for (let i = 0; i * every < seconds * 1000; i++) {
      await pause(Math.max(0, start + i * every - performance.now()));
      const write = i % 4 === 3;
      const body = write ? JSON.stringify(booking(20_000 + booked++)) : undefined;
      const path = write ? '/v2/bookings' : '/v2/bookings?sort=start_at&resource_id=res_1&limit=50';
      under.push(
        timed(agent, url, path, key, body).then(({ status, ms }) => {
          latencies.push(ms);
          statuses[status] = (statuses[status] ?? 0) + 1;
        }),
      );
    }
    await Promise.all(under);
    const { 200: read = 0, 201: made = 0, 429: refused = 0, ...others } = statuses;
    const through = read + made;
    // A full bucket of ten and five a second after that, with a second to spare for what a busy machine delays.
    const elapsed = (performance.now() - start) / 1000;
    const due = !greedy || (through <= 10 + 5 * (elapsed + 1) && through >= 5 * (seconds - 1));
    if (Object.keys(others).length > 0 || !due || (!greedy && refused > 0))
      throw new Error(`key ${index}: ${JSON.stringify(statuses)}`);
  }

  await Promise.all(solo.map(drive));
  agent.destroy();
  const p99 = quantile(latencies, 0.99);
  return figureOf('gates', `${keys} keys at Solo limits for ${seconds} s, p99`, [p99], {
    bar: { on: 'median', atMost: 25 },
  });
}

/** One request and how long its answer took (milliseconds). */
function timed(
  agent: http.Agent,
  url: string,
  path: string,
  key: string,
  body: string | undefined,
): Promise<{ status: number; ms: number }> {
  const before = performance.now();
  return new Promise((resolve, reject) => {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = http.request(
      url + path,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${key}`, ...json },
      },
      (response) => {
        response.resume();
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, ms: performance.now() - before }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** The i-th booking: a slot of its own. */
function booking(i: number): Record<string, unknown> {
  const start = new Date(firstSlot + Math.floor(i / resources) * 30 * 60_000);
  return {
    customer_id: 'cust_bench',
    service_id: 'svc_bench',
    resource_id: `res_${i % resources}`,
    start_at: start.toISOString().replace('.000Z', 'Z'),
    notes: 'Follow-up · cardiology',
  };
}

/** A fortnight of bookings, day and night. */
async function fill(url: string, headers: Record<string, string>): Promise<void> {
  const documents = [
    ['/v2/customers', { id: 'cust_bench', name: 'Bench' }],
    ['/v2/services', { id: 'svc_bench', name: 'Consultation', duration: 30 }],
    ...Array.from(
      { length: resources },
      (_, i) => ['/v2/resources', { id: `res_${i}`, name: `Dr ${i}` }] as const,
    ),
  ] as const;
  for (const [path, body] of documents) await expectMade(url, path, headers, body);
  const count = 14 * 48 * resources;
  const made = await load(url, count, 20, (i) => ({
    method: 'POST',
    path: '/v2/bookings',
    headers,
    body: JSON.stringify(booking(i)),
  }));
  if (made.statuses[201] !== count) throw new Error(JSON.stringify(made.statuses));
}

async function expectMade(
  url: string,
  path: string,
  headers: Record<string, string>,
  body: object,
): Promise<void> {
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (response.status !== 201) throw new Error(await response.text());
}

async function startChild(
  file: string,
  ...args: string[]
): Promise<{ process: ChildProcess; ready: unknown }> {
  const child = fork(join(import.meta.dirname, file), args);
  const [ready] = await once(child, 'message');
  return { process: child, ready };
}
