import { type BlockTime, blocksOf, blockTimes } from '../commands/blocks/times.ts';
import type { Ctx } from '../commands/define.ts';
import type { Query } from '../commands/query.ts';
import { workingTime } from '../commands/resources/working-time.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { Resource } from '../resources/resources.ts';
import type { Claim } from '../time/claim.ts';
import { dayLength, earliestInstant, latestInstant } from '../time/instants.ts';
import type { Interval } from '../time/interval.ts';
import { intersect, normalise, overlaps, subtract } from '../time/intervals.ts';

/** What fills the time of one resource in a span; everything in milliseconds since the epoch. */
export interface Row {
  readonly resource: Resource;
  /** Working hours, clipped to the span, normal (intervals.ts); all of it where the resource is not limited by hours. */
  readonly working: readonly Interval[];
  readonly blocks: readonly BlockTime[];
  /** Of bookings, and of holds that have not run out. */
  readonly claims: readonly Claim[];
}

/** Local days, and night shifts of the day before, reach beyond the instants that are asked about. */
const margin = 3 * dayLength;

/** Refuses a span too near to the first or the last day there is (rule T8); milliseconds since the epoch. */
export function refuseEdge(span: Interval, path: string): Refusal | undefined {
  if (span.start >= earliestInstant + margin && span.end <= latestInstant - margin) return undefined;
  return refuse('validation_failed', 'This is too near to the first or the last day there is', {
    issues: [{ path, message: 'must be well within the years 1970 to 9999' }],
  });
}

/**
 * The rows of all resources, or of some, in the order of the board.
 * @param zone Of resources that have none of their own.
 */
export async function loadTimetable(
  query: Query,
  { span, zone, only }: { span: Interval; zone: string; only?: readonly string[] | undefined },
  ctx: Ctx,
): Promise<Row[]> {
  const all = await query.range('resources', []);
  const shown = all
    .filter(({ id }) => only === undefined || only.includes(id))
    .sort((a, b) => a.sort_order - b.sort_order || (a.name + a.id < b.name + b.id ? -1 : 1));
  const ids = shown.map(({ id }) => id);
  const claims = Map.groupBy(await query.claims(ids, span), ({ resource_id }) => resource_id);
  const blocks = await blockTimes(query, span);
  return shown.map((resource) => ({
    resource,
    working: workingTime(resource, zone, span),
    blocks: blocksOf(blocks, resource.id).sort((a, b) => a.start - b.start),
    claims: (claims.get(resource.id) ?? []).filter(
      ({ expires_at }) => expires_at === undefined || expires_at > ctx.now,
    ),
  }));
}

/** A row narrowed to a shorter span. */
export function rowWithin(row: Row, span: Interval): Row {
  return {
    resource: row.resource,
    working: intersect(row.working, [span]),
    blocks: row.blocks.filter((block) => overlaps(block, span)),
    claims: row.claims.filter(({ padded }) => overlaps(padded, span)),
  };
}

/** When bookings could be had at all: working hours without time off and closures. */
export function openTime({ working, blocks }: Row): Interval[] {
  return subtract(working, normalise(blocks));
}

/** What of it is left: the gaps (rule A3); none while the resource is offline. */
export function freeTime(row: Row): Interval[] {
  if (!row.resource.online) return [];
  return subtract(openTime(row), normalise(row.claims.map(({ padded }) => padded)));
}
