import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { loadQuestion } from '../../shared/commands/bookings/question.ts';
import type { Ctx } from '../../shared/commands/define.ts';
import { isRefusal } from '../../shared/errors.ts';
import { findSlotsQuery } from '../../shared/queries/slots.ts';
import { findSlots } from '../../shared/time/availability.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { dayLength, parseInstant } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { askOften, openAsker } from './ask.ts';
import { type Figure, figureOf, quantile, type Section, sample } from './harness.ts';
import { type LargeData, largeData, startLargeHub } from './large-data.ts';
import { openDeskCopy } from './slots-desk.ts';

const rounds = 150;
const atMost = 15;
/** What a desk has in memory is not what a hub has on disk. */
const atMostAtDesk = 30;
const service = { id: 'svc_bench_month', name: 'Any of the staff in any room', duration: 30 };
const needs = [
  { role: 'practitioner', kind: 'practitioner' },
  { role: 'room', kind: 'room' },
];

/** A month of slots, a year of days and the next starts of a service that 20 staff give in 10 rooms, on 100,000 bookings. */
export const slots: Section = {
  name: 'slots',
  async run() {
    const data = await largeData();
    const from = localDate('UTC', Date.now());
    const args = { service_id: service.id, from: `${from}T00:00:00Z`, to: `${addDays(from, 31)}T00:00:00Z` };
    const ctx = contextOf(data);
    const http = await overHttp(data, args);
    const claims = await sample(rounds, readClaims(data, args), 20);
    const alone = await inProcess(data, args, ctx);

    const desk = await openDeskCopy(data);
    const month = await sample(
      rounds,
      () => desk.read((query) => findSlotsQuery.run(query, args, ctx, 0)),
      10,
    );
    const short = { ...args, from: firstHour(), to: firstHour(2 * dayLength) };
    const first = await sample(
      rounds,
      () => desk.read((query) => findSlotsQuery.run(query, short, ctx, 0)),
      10,
    );
    await desk.close();

    return [
      compared('month at the hub, over HTTP', http.month, quantile(claims, 0.5)),
      compared('a year of days at the hub, over HTTP', http.year, undefined, 60),
      compared('the next five starts at the hub, over HTTP', http.next, undefined, 10),
      compared('month at the hub, read and computed', alone.whole, quantile(claims, 0.5)),
      compared('month, the pure function', alone.pure),
      compared('month at the desk, read and computed', month, undefined, atMostAtDesk),
      compared('two days at the desk, as it looks for the next free start', first, undefined, atMostAtDesk),
    ];
  },
};

interface Args {
  readonly service_id: string;
  readonly from: string;
  readonly to: string;
}

function compared(name: string, times: readonly number[], floor?: number, most = atMost): Figure {
  return figureOf('slots', name, times, {
    ...(floor !== undefined && { floor, ratio: floor / quantile(times, 0.5) }),
    bar: { on: 'p95', atMost: most },
  });
}

/** Also makes the service, which the other measurements find in the data. */
async function overHttp(data: LargeData, { service_id, from, to }: Args) {
  const hub = await startLargeHub(data.folder);
  const asker = openAsker(hub.url, { authorization: `Bearer ${data.key}` });
  try {
    await asker.send('POST', '/v2/services', { ...service, needs });
    const often = (path: string) => askOften(rounds, () => asker.get(`/v2/availability/${path}`));
    const range = `service_id=${service_id}&from=${from}`;
    return {
      month: await often(`slots?${range}&to=${to}`),
      year: await often(`days?${range}&to=${addDays(from.slice(0, 10), 365)}T00:00:00Z`),
      next: await often(`next?service_id=${service_id}`),
    };
  } finally {
    asker.close();
    await hub.stop();
  }
}

/** The floor: the month's claims of all 30, read by their index and nothing made of them. */
function readClaims(data: LargeData, { from, to }: Args): () => number {
  const db = new Database(join(data.folder, 'live.sqlite'), { readonly: true });
  const statement = db.prepare(
    `SELECT claims.padded_start, claims.padded_end FROM resources CROSS JOIN claims
       ON claims.tenant_id = resources.tenant_id AND claims.resource_id = resources.id
     WHERE resources.tenant_id = ? AND claims.padded_start > ? AND claims.padded_start < ?`,
  );
  return () => statement.all(data.tenant, parseInstant(from) - dayLength, parseInstant(to)).length;
}

/** The hub's own reading and computing without HTTP, and the computing alone. */
async function inProcess(data: LargeData, args: Args, ctx: Ctx) {
  const file = join(data.folder, 'live.sqlite');
  const store = openSqliteStore({ file, mode: 'live', newEpoch: () => 'none' });
  const whole = await sample(
    rounds,
    () => store.read(data.tenant, (view) => findSlotsQuery.run(view, args, ctx, 0)),
    20,
  );
  const span = { start: parseInstant(args.from), end: parseInstant(args.to) };
  const question = await store.read(data.tenant, async (view) => {
    const found = await view.get('services', args.service_id);
    if (!found) throw new Error('there is no such service');
    return loadQuestion(view, { service: found, span }, ctx);
  });
  if (isRefusal(question)) throw new Error(question.message);
  const pure = await sample(rounds, () => findSlots(question, span), 20);
  store.close();
  return { whole, pure };
}

function contextOf({ tenant }: LargeData): Ctx {
  const actor = { kind: 'system', id: 'bench', name: 'Bench', scopes: new Set<never>() } as const;
  return {
    now: Date.now(),
    tenant,
    actor,
    id: (prefix) => {
      throw new Error(`a question makes no ${prefix}_ id`);
    },
  };
}

/** The hour that runs, or one so long after it (milliseconds). */
function firstHour(after = 0): string {
  const hour = Math.floor((Date.now() + after) / 3_600_000) * 3_600_000;
  return new Date(hour).toISOString().replace('.000Z', 'Z');
}
