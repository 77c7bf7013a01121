import { expect } from 'vitest';
import { type Random, seededRandom } from '../../server/demo/random.ts';
import { checkClaimsTable } from '../fuzz/check-claims.ts';
import { checkLog } from '../fuzz/check-log.ts';
import { type HubState, readHub } from '../fuzz/hub-state.ts';
import { beginChangeLog } from '../kit/change-log.ts';
import { type HubProcess, startHubProcess } from '../kit/hub-process.ts';

/** Writes of one round, and how many are under way at any time. */
const writes = 2_000;
const atOnce = 20;
const resources = 20;

interface Write {
  readonly id: string;
  /** The same for every try. */
  readonly idempotencyKey: string;
  readonly start_at: string;
  readonly resource_id: string;
}

/** A round of writes, the kill in the middle of which leaves the hub's folder to look at. */
interface Round {
  readonly hub: HubProcess;
  /** Answered with 201 before the kill. */
  readonly acknowledged: readonly Write[];
  /** Sent, and no answer came. */
  readonly unanswered: readonly Write[];
}

/**
 * Kills the hub with `kill -9` in the middle of 2,000 acknowledged bookings and holds what it left behind against what it
 * had said; then starts it again and sends everything once more.
 */
export async function killInTheMiddle(seed: number): Promise<void> {
  const hub = await startHubProcess({ now: '2026-04-15T04:00:00Z' });
  try {
    await openPractice(hub);
    const round = await writeUntilKilled(hub, seededRandom(seed));
    expect(round.acknowledged.length).toBeGreaterThan(0);
    expect(round.unanswered.length).toBeGreaterThan(0);
    const left = readHub(hub);
    holdLeft(left, round);

    await hub.start();
    const again = [...round.acknowledged.slice(-100), ...round.unanswered];
    for (const write of again) {
      const answer = await book(hub, write);
      expect(answer.status, write.id).toBe(201);
      const known = left.bookings.some(({ id }) => id === write.id);
      expect(answer.headers.get('idempotent-replayed'), write.id).toBe(known ? 'true' : null);
    }
    const after = readHub(hub);
    holdLeft(after, { ...round, acknowledged: [...round.acknowledged, ...round.unanswered] });
    expect(after.bookings).toHaveLength(new Set([...left.bookings, ...again].map(({ id }) => id)).size);
  } finally {
    await hub.remove();
  }
}

/** E1, E6, S2: everything that was acknowledged is there with its events, and nothing is there by half. */
function holdLeft(state: HubState, { acknowledged }: Pick<Round, 'acknowledged'>): void {
  expect(state.integrity).toBe('ok');
  const there = new Set(state.bookings.map(({ id }) => id));
  expect(acknowledged.filter(({ id }) => !there.has(id))).toEqual([]);
  expect(checkLog(state.log)).toEqual([]);
  expect(checkClaimsTable(state)).toEqual([]);
  const told = state.log.entries.flatMap((entry) =>
    entry.kind === 'event' && entry.event.type.startsWith('booking.')
      ? [`${entry.event.type} ${entry.event.data.object.id}`]
      : [],
  );
  const due = [...there].flatMap((id) => [`booking.created ${id}`, `booking.confirmed ${id}`]);
  expect(told.toSorted()).toEqual(due.toSorted());
}

async function openPractice(hub: HubProcess): Promise<void> {
  const log = hub.database();
  beginChangeLog(log);
  log.close();
  const everyDay = [{ start: '00:00', end: '24:00' }];
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  const weekly = Object.fromEntries(days.map((day) => [day, everyDay]));
  const documents = [
    ['/v2/customers', { id: 'cust_1', name: 'Priya Sharma' }],
    ['/v2/services', { id: 'svc_1', name: 'Consultation', duration: 30, slot_step: 30 }],
    ...Array.from({ length: resources }, (_, i) => [
      '/v2/resources',
      { id: `res_${i}`, name: `Dr ${i}`, timezone: 'UTC', working_hours: { weekly } },
    ]),
  ] as const;
  for (const [path, document] of documents)
    expect((await hub.call('POST', String(path), document)).status).toBe(201);
}

/** Keeps `atOnce` writers busy, each with its own times, and kills the hub after a random number of answers. */
async function writeUntilKilled(hub: HubProcess, random: Random): Promise<Round> {
  const acknowledged: Write[] = [];
  const unanswered: Write[] = [];
  const killAfter = random.int(50, writes - 100);
  let sent = 0;
  let killed: Promise<void> | undefined;

  async function writer(): Promise<void> {
    while (!killed && sent < writes) {
      const write = writeOf(sent++);
      try {
        const { status, body } = await book(hub, write);
        expect(status, JSON.stringify(body)).toBe(201);
        acknowledged.push(write);
        if (acknowledged.length >= killAfter) killed ??= hub.kill();
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        unanswered.push(write);
      }
    }
  }

  await Promise.all(Array.from({ length: atOnce }, writer));
  await killed;
  return { hub, acknowledged, unanswered };
}

/** The nth booking: every half hour of every resource once. */
function writeOf(n: number): Write {
  const start = Date.parse('2026-04-20T00:00:00Z') + Math.floor(n / resources) * 30 * 60_000;
  return {
    id: `bk_${n}`,
    idempotencyKey: `write-${n}`,
    start_at: new Date(start).toISOString().replace('.000Z', 'Z'),
    resource_id: `res_${n % resources}`,
  };
}

function book(hub: HubProcess, { idempotencyKey, ...write }: Write) {
  const body = { ...write, customer_id: 'cust_1', service_id: 'svc_1' };
  return hub.call('POST', '/v2/bookings', body, { 'x-idempotency-key': idempotencyKey });
}
