import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { isRefusal } from '../../shared/errors.ts';
import { startDesk, type TestDesk } from '../kit/desk.ts';
import { type ManyHub, nthBooking, startManyHub } from './many-hub.ts';

/** How much of a day of load. */
export interface LoadDayOptions {
  readonly desks: number;
  /** What is done at all desks together. */
  readonly intents: number;
  /** Keys on the Solo plan, each asking as often as that allows. */
  readonly clients: number;
  readonly seconds: number;
}

/** What came of it. */
export interface LoadDay {
  /** Of the API, in milliseconds. */
  readonly latencies: readonly number[];
  /** Answers that were none of 200 and 201, and whatever a desk refused. */
  readonly errors: readonly string[];
  readonly accepted: number;
  /** Milliseconds after the last deed until no desk had anything waiting, and every desk all that was booked. */
  readonly settledAfter: number;
  /** Resident memory of the hub in megabytes, every second. */
  readonly memory: readonly number[];
  /** Processor time that the hub took, in percent of one core. */
  readonly processor: number;
}

/** Milliseconds between requests of one key: 200 a minute, and a little for two clocks that differ. */
const clientEvery = 303;

/** Desks and programs work at one hub at the same time; every booking has a place of its own, so nothing may be refused. */
export async function loadDay(options: LoadDayOptions): Promise<LoadDay> {
  const { desks: count, intents, clients, seconds } = options;
  const hub = await startManyHub();
  const desks: TestDesk[] = [];
  try {
    for (let i = 0; i < count; i++) desks.push(await startDesk(hub));
    await Promise.all(desks.map((desk) => desk.untilConnection({ state: 'online', filled: true })));
    const keys = await hub.solo(clients);
    const errors: string[] = [];
    const latencies: number[] = [];
    const memory: number[] = [];
    const agent = new http.Agent({ keepAlive: true, maxSockets: clients, scheduling: 'fifo' });
    // The programs are connected before the day begins: a busy hub takes one new connection a turn.
    await Promise.all(
      keys.map((key) => timed(agent, `${hub.url}/v2/health`, { method: 'GET', key, body: undefined })),
    );
    const before = await hub.cost();
    const until = performance.now() + seconds * 1000;
    let booked = 0;
    let last = '';

    async function work(desk: TestDesk, index: number): Promise<void> {
      const each = Math.ceil(intents / count);
      const every = (seconds * 1000) / each;
      const start = performance.now() + (index * every) / count;
      for (let i = 0; i < each; i++) {
        await pause(Math.max(0, start + i * every - performance.now()));
        const id = `bk_desk_${index}_${i}`;
        const outcome = await desk.run('bookings.create', { ...nthBooking(booked++), id });
        if (isRefusal(outcome)) errors.push(outcome.message);
        last = id;
      }
    }

    async function ask(key: string, index: number): Promise<void> {
      let at = performance.now() + (index * clientEvery) / clients;
      for (let i = 0; performance.now() < until; i++) {
        await pause(Math.max(0, at - performance.now()));
        // Who was late does not hurry afterwards: that would be more than the plan allows.
        at = Math.max(at, performance.now()) + clientEvery;
        const [method, path, body] = requestOf(i, () => nthBooking(booked++));
        // One after the other: many of one key that wait together would come all at once, which no plan allows.
        const { status, ms } = await timed(agent, hub.url + path, { method, key, body });
        latencies.push(ms);
        if (status !== 200 && status !== 201) errors.push(`${method} ${path}: ${status}`);
      }
    }

    async function watch(): Promise<void> {
      while (performance.now() < until) {
        memory.push((await hub.cost()).memory);
        await pause(1000);
      }
    }

    await Promise.all([...desks.map(work), ...keys.map(ask), watch()]);
    const { cpu } = await hub.cost();
    agent.destroy();
    const done = performance.now();
    await Promise.all(
      desks.map(async (desk) => {
        await desk.untilConnection({ waiting: 0 });
        if (last) await desk.untilShown('bookings', last);
      }),
    );
    const settledAfter = performance.now() - done;
    for (const desk of desks)
      for (const { refusal } of await desk.attention()) errors.push(refusal?.message ?? 'refused');
    const processor = (cpu - before.cpu) / (10 * seconds);
    return { latencies, errors, accepted: await acceptedOf(hub, desks), settledAfter, memory, processor };
  } finally {
    await Promise.all(desks.map((desk) => desk.stop()));
    await hub.stop();
  }
}

/** Of ten requests one books, four list and five read a customer. */
function requestOf(i: number, next: () => object): [string, string, string | undefined] {
  if (i % 10 === 4) return ['POST', '/v2/bookings', JSON.stringify(next())];
  if (i % 10 < 4) return ['GET', `/v2/bookings?limit=20&sort=start_at&resource_id=res_${i % 8}`, undefined];
  return ['GET', `/v2/customers/cust_bench`, undefined];
}

/** How many of the desks' bookings are at the hub. */
async function acceptedOf(hub: ManyHub, desks: readonly TestDesk[]): Promise<number> {
  const [first] = desks;
  if (!first) return 0;
  const rows = await first.range('bookings', []);
  const ids = rows.map(({ id }) => id).filter((id) => id.startsWith('bk_desk_'));
  const { status } = await hub.call('GET', `/v2/bookings/${ids.at(-1) ?? ''}`);
  if (status !== 200) throw new Error(`the hub does not have ${ids.at(-1)}`);
  return ids.length;
}

function timed(
  agent: http.Agent,
  url: string,
  { method, key, body }: { method: string; key: string; body: string | undefined },
): Promise<{ status: number; ms: number }> {
  const before = performance.now();
  return new Promise((resolve, reject) => {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = http.request(
      url,
      { agent, method, headers: { authorization: `Bearer ${key}`, ...json } },
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

/** By how much a value sampled every second grows in a minute, by the least squares of its second half. */
export function slopeOf(samples: readonly number[]): number {
  const half = samples.slice(Math.floor(samples.length / 2));
  const middle = (half.length - 1) / 2;
  const mean = half.reduce((sum, value) => sum + value, 0) / half.length;
  const over = half.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
  const under = half.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return under === 0 ? 0 : (60 * over) / under;
}
