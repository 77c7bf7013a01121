import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { type HubProcess, startHubProcess } from '../../kit/hub-process.ts';

/** How an endpoint behaves. Of slow ones and those that answer too much, everything is taken in the end. */
const kinds = [
  'healthy',
  'slow',
  'huge',
  'failing',
  'hanging',
  'resetting',
  'redirecting',
  'refusing',
] as const;
type Kind = (typeof kinds)[number];
const taking: readonly Kind[] = ['healthy', 'slow', 'huge'];

export interface ChaosOptions {
  readonly endpoints: number;
  /** Each makes two events. */
  readonly bookings: number;
  readonly kills: number;
}

interface Got {
  readonly id: string;
  readonly booking: string;
  readonly seq: number;
}

/** What came in, by the number of the endpoint. */
interface Receiving {
  readonly url: string;
  readonly host: string;
  readonly got: Got[][];
  /** Resolves when so many more requests have come in, or when there are no more for a while. */
  more(count: number): Promise<void>;
  /** From now on everybody answers 200. */
  heal(): void;
  close(): void;
}

const resources = 20;
const minute = 60_000;

/**
 * 50 endpoints of all kinds, bookings that make events, and a hub that is killed again and again. Every healthy endpoint has
 * every event, in order within one booking; no event of what was not committed; the backlog of the others is listed and
 * can be replayed. Answers with the figures.
 */
export async function chaos({ endpoints, bookings, kills }: ChaosOptions): Promise<Record<string, number>> {
  const hub = await startHubProcess({ now: '2026-04-15T04:00:00Z' });
  const receiving = await startReceiving(endpoints);
  const began = performance.now();
  try {
    await openPractice(hub, receiving);
    const ids = await register(hub, receiving, endpoints);
    await bookAndKill(hub, receiving, bookings, kills);
    const events = eventsIn(hub);
    expect(events.size).toBe(bookings * 2);

    const well = ids
      .keys()
      .filter((i) => taking.includes(kindOf(i)))
      .toArray();
    const whole = (i: number) => new Set(receiving.got[i]?.map(({ id }) => id)).size === events.size;
    await until(
      () => well.every(whole),
      () => well.map((i) => receiving.got[i]?.length).join(),
    );
    const tookFor = performance.now() - began;
    for (const i of well) expectInOrder(receiving.got[i] ?? []);
    for (const got of receiving.got) for (const { id } of got) expect(events.has(id), id).toBe(true);

    const backlog = backlogOf(hub);
    const ill = ids
      .keys()
      .filter((i) => !taking.includes(kindOf(i)))
      .toArray();
    for (const i of ill) expect([kindOf(i), backlog.get(ids[i] ?? '')]).toEqual([kindOf(i), events.size]);
    const sent = receiving.got.flat().length;

    receiving.heal();
    await hub.kill();
    const healed = ill.filter((i) => kindOf(i) !== 'refusing').slice(0, 4);
    for (const i of healed) receiving.got[i]?.splice(0);
    await hub.start();
    for (const i of healed) {
      const { status } = await hub.call('POST', `/v2/webhooks/${ids[i]}/replay`, {});
      expect(status).toBe(202);
    }
    await until(
      () => healed.every(whole),
      () => healed.map((i) => receiving.got[i]?.length).join(),
    );
    for (const i of healed) expectInOrder(receiving.got[i] ?? []);
    return {
      endpoints,
      events: events.size,
      kills,
      requests: sent,
      'sent more than once to healthy endpoints': well.reduce(
        (sum, i) => sum + (receiving.got[i]?.length ?? 0) - events.size,
        0,
      ),
      'listed as not delivered': ill.length * events.size,
      'seconds until the healthy had all': Math.round(tookFor / 100) / 10,
    };
  } finally {
    receiving.close();
    await hub.remove();
  }
}

function kindOf(i: number): Kind {
  return kinds[i % kinds.length] ?? 'healthy';
}

/** Rule: of one booking nothing comes after what happened later; the same may come twice. */
function expectInOrder(got: readonly Got[]): void {
  for (const [booking, own] of Map.groupBy(got, (one) => one.booking)) {
    const seqs = own.map(({ seq }) => seq);
    expect([booking, ...seqs]).toEqual([booking, ...seqs.toSorted((a, b) => a - b)]);
  }
}

async function until(met: () => boolean, state: () => string): Promise<void> {
  const end = performance.now() + 4 * minute;
  while (!met()) {
    if (performance.now() > end) throw new Error(`it did not come to it: ${state()}`);
    await pause(20);
  }
}

async function startReceiving(endpoints: number): Promise<Receiving> {
  const got: Got[][] = Array.from({ length: endpoints }, () => []);
  let healed = false;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const i = Number(request.url?.slice(1));
      const { id, seq, data } = JSON.parse(Buffer.concat(chunks).toString());
      got[i]?.push({ id, booking: data.object.id, seq });
      const kind = healed ? 'healthy' : kindOf(i);
      if (kind === 'healthy') response.end();
      if (kind === 'slow') setTimeout(() => response.end(), 20);
      if (kind === 'huge') response.end(Buffer.alloc(2 ** 21, 'x'));
      if (kind === 'failing') response.writeHead(500).end();
      if (kind === 'resetting') request.socket.resetAndDestroy();
      if (kind === 'redirecting') response.writeHead(302, { location: '/0' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    got,
    async more(count) {
      const all = () => got.reduce((sum, own) => sum + own.length, 0);
      const enough = all() + count;
      for (let waited = 0; all() < enough && waited < 3000; waited += 5) await pause(5);
    },
    heal() {
      healed = true;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function openPractice(hub: HubProcess, { host }: Receiving): Promise<void> {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  const weekly = Object.fromEntries(days.map((day) => [day, [{ start: '00:00', end: '24:00' }]]));
  const steps = [
    ['PATCH', '/v2/tenant', { webhook_allowed_hosts: [host, '127.0.0.1:9'] }],
    ['POST', '/v2/customers', { id: 'cust_1', name: 'Priya Sharma' }],
    ['POST', '/v2/services', { id: 'svc_1', name: 'Consultation', duration: 30, slot_step: 30 }],
    ...Array.from({ length: resources }, (_, i) => [
      'POST',
      '/v2/resources',
      { id: `res_${i}`, name: `Dr ${i}`, timezone: 'UTC', working_hours: { weekly } },
    ]),
  ] as const;
  for (const [method, path, body] of steps)
    expect((await hub.call(String(method), String(path), body)).status).toBeLessThan(300);
}

async function register(hub: HubProcess, { url }: Receiving, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const target = kindOf(i) === 'refusing' ? 'http://127.0.0.1:9/' : `${url}/${i}`;
    const { body } = await hub.call('POST', '/v2/webhooks', { url: target, events: ['booking.*'] });
    ids.push(String(body.id));
  }
  return ids;
}

/** Books with several hands at once; each sends its request until it is answered. */
async function bookAndKill(
  hub: HubProcess,
  receiving: Receiving,
  bookings: number,
  kills: number,
): Promise<void> {
  let next = 0;
  let answered = 0;
  let killed = 0;
  let restarting = Promise.resolve();

  async function hand(): Promise<void> {
    while (next < bookings) {
      const n = next++;
      while (!(await book(hub, n))) await hub.untilUp();
      answered++;
      if (killed >= kills || answered < ((killed + 1) * bookings) / (kills + 1)) continue;
      killed++;
      // Each time at another moment of what comes after the answer, while things are on their way.
      restarting = restarting.then(async () => {
        await receiving.more(1 + ((killed * 13) % 50));
        await pause((killed * 7) % 20);
        await hub.kill();
        await hub.start();
      });
      await restarting;
    }
  }

  await Promise.all(Array.from({ length: 8 }, hand));
  await restarting;
  expect(killed).toBe(kills);
}

async function book(hub: HubProcess, n: number): Promise<boolean> {
  const start = Date.parse('2026-04-20T00:00:00Z') + Math.floor(n / resources) * 30 * minute;
  const body = {
    id: `bk_${n}`,
    customer_id: 'cust_1',
    service_id: 'svc_1',
    resource_id: `res_${n % resources}`,
    start_at: new Date(start).toISOString().replace('.000Z', 'Z'),
  };
  try {
    const answer = await hub.call('POST', '/v2/bookings', body, { 'x-idempotency-key': `write-${n}` });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return true;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return false;
  }
}

/** What was committed, behind the hub's back. */
function eventsIn(hub: HubProcess): Set<string> {
  const db = hub.database();
  const rows = db.prepare(`SELECT id FROM events WHERE type LIKE 'booking.%'`).all() as { id: string }[];
  db.close();
  return new Set(rows.map(({ id }) => id));
}

/** How many deliveries of each endpoint are listed as pending or failed. */
function backlogOf(hub: HubProcess): Map<string, number> {
  const db = hub.database('live-deliveries');
  const rows = db
    .prepare(`SELECT endpoint_id AS id, count(*) AS n FROM deliveries WHERE status <> 'succeeded' GROUP BY 1`)
    .all() as { id: string; n: number }[];
  db.close();
  return new Map(rows.map(({ id, n }) => [id, n]));
}
