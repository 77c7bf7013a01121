import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type Figure, figureOf, quantile, type Section } from './harness.ts';
import { type Load, load } from './load.ts';

const connections = 50;
const rounds = 5;
const perRound = 2000;
const resources = 40;
const firstSlot = Date.parse('2028-01-03T00:00:00Z');

/** Bookings over HTTP, beside the least that could serve them (issue "Proof of the foundation"). */
export const requests: Section = {
  name: 'requests',
  async run() {
    const hub = await startChild('hub.child.ts');
    const folder = mkdtempSync(join(tmpdir(), 'dunebook-floor-'));
    const floor = await startChild('floor.child.ts', folder);
    const { url, key } = z.object({ url: z.string(), key: z.string() }).parse(hub.ready);
    const { port } = z.object({ port: z.int() }).parse(floor.ready);
    const floorUrl = `http://127.0.0.1:${port}`;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    await fill(url, headers);

    const posts = await compare(
      (round) =>
        load(url, perRound, connections, (i) =>
          post('/v2/bookings', booking(round * perRound + i), headers, `b${round}-${i}`),
        ),
      (round) =>
        load(floorUrl, perRound, connections, (i) =>
          post('/docs', booking(round * perRound + i), { 'content-type': 'application/json' }),
        ),
    );
    const ids = await someIds(url, headers);
    const gets = await compare(
      () =>
        load(url, perRound, connections, (i) => ({
          method: 'GET',
          path: `/v2/bookings/${ids[i % ids.length]}`,
          headers,
        })),
      () =>
        load(floorUrl, perRound, connections, (i) => ({ method: 'GET', path: `/docs/bk_${1 + (i % 50)}` })),
    );
    const lists = await compare(
      () =>
        load(url, perRound / 4, connections, () => ({
          method: 'GET',
          path: '/v2/bookings?limit=50',
          headers,
        })),
      () => load(floorUrl, perRound / 4, connections, () => ({ method: 'GET', path: '/docs?limit=50' })),
    );
    for (const child of [hub, floor]) child.process.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
    return [
      rate('POST /v2/bookings', posts, 0.55),
      latency('POST /v2/bookings, p99', posts, 40),
      rate('GET /v2/bookings/{id}', gets, 0.6),
      rate('GET /v2/bookings?limit=50', lists, 0.5),
    ];
  },
};

interface Compared {
  readonly product: readonly Load[];
  readonly floor: readonly Load[];
}

/** Rounds of both in turn, so that what else the machine does falls on both; the first of each warms up. */
async function compare(
  product: (round: number) => Promise<Load>,
  floor: (round: number) => Promise<Load>,
): Promise<Compared> {
  const pairs: [Load, Load][] = [];
  for (let round = 0; round <= rounds; round++) pairs.push([await product(round), await floor(round)]);
  for (const [load] of pairs)
    if (Object.keys(load.statuses).some((status) => Number(status) >= 300))
      throw new Error(`not all went well: ${JSON.stringify(load.statuses)}`);
  const counted = pairs.slice(1);
  return { product: counted.map(([load]) => load), floor: counted.map(([, load]) => load) };
}

function rate(name: string, { product, floor }: Compared, atLeast: number): Figure {
  const own = product.map((load) => load.perSecond);
  const least = quantile(
    floor.map((load) => load.perSecond),
    0.5,
  );
  return figureOf('requests', name, own, {
    unit: '/s',
    floor: least,
    ratio: quantile(own, 0.5) / least,
    bar: { on: 'ratio', atLeast },
  });
}

function latency(name: string, { product }: Compared, atMost: number): Figure {
  const p99s = product.map((load) => quantile(load.latencies, 0.99));
  return figureOf('requests', name, p99s, { bar: { on: 'median', atMost } });
}

function post(path: string, body: unknown, headers: Record<string, string>, key?: string) {
  return {
    method: 'POST',
    path,
    body: JSON.stringify(body),
    headers: { ...headers, ...(key && { 'x-idempotency-key': key }) },
  };
}

/** The i-th booking: a slot of its own. */
function booking(i: number) {
  const start = new Date(firstSlot + Math.floor(i / resources) * 30 * 60_000);
  return {
    customer_id: 'cust_bench',
    service_id: 'svc_bench',
    resource_id: `res_bench_${i % resources}`,
    start_at: start.toISOString().replace('.000Z', 'Z'),
    channel: 'video_zoom',
    notes: 'Follow-up · cardiology',
    send_confirmation: true,
  };
}

async function fill(url: string, headers: Record<string, string>): Promise<void> {
  const bodies = [
    ['/v2/customers', { id: 'cust_bench', name: 'Bench' }],
    [
      '/v2/services',
      { id: 'svc_bench', name: 'Consultation', duration: 30, price: { amount: 50, currency: 'INR' } },
    ],
    ...Array.from(
      { length: resources },
      (_, i) => ['/v2/resources', { id: `res_bench_${i}`, name: `Dr ${i}` }] as const,
    ),
  ] as const;
  for (const [path, body] of bodies) {
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (response.status !== 201) throw new Error(await response.text());
  }
}

async function someIds(url: string, headers: Record<string, string>): Promise<string[]> {
  const response = await fetch(`${url}/v2/bookings?limit=50`, { headers });
  const { data } = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(await response.json());
  return data.map((row) => row.id);
}

async function startChild(
  file: string,
  ...args: string[]
): Promise<{ process: ChildProcess; ready: unknown }> {
  const child = fork(join(import.meta.dirname, file), args);
  const [ready] = await once(child, 'message');
  return { process: child, ready };
}
