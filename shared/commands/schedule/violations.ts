import { type AttentionReason, type Booking, violationTypes } from '../../resources/bookings.ts';
import type { Resource } from '../../resources/resources.ts';
import type { Claim } from '../../time/claim.ts';
import { latestInstant } from '../../time/instants.ts';
import { contains } from '../../time/intervals.ts';
import { ahead } from '../bookings/attention.ts';
import { bookingsClaiming } from '../bookings/claiming.ts';
import type { Ctx, EventDraft } from '../define.ts';
import type { Query } from '../query.ts';
import { practiceZone, workingTime } from '../resources/working-time.ts';

/** A booking that lies where it may not be, and why. */
export interface Violation {
  readonly booking: Booking;
  readonly reasons: readonly AttentionReason[];
}

/** So many bookings at most are told of one by one when a command puts them out of order. */
const mostTold = 100;

export function isViolation({ type }: AttentionReason): boolean {
  return violationTypes.some((one) => one === type);
}

/** One event per booking; where there are more than 100, the last one says how many are left out. */
export function violationsDetected(found: readonly Violation[]): EventDraft[] {
  const further = found.length - mostTold;
  return found.slice(0, mostTold).map(({ booking, reasons }, i) => ({
    type: 'schedule.violation_detected',
    change: { resource: 'bookings', doc: booking, before: booking },
    details: { reasons, ...(further > 0 && i === mostTold - 1 && { further }) },
  }));
}

/** A resource with the zone of a practice, as it was or as it will be. */
interface Worker {
  readonly resource: Resource;
  readonly zone: string;
}

/**
 * Bookings to come that a change of their resource leaves where they may not be: it is offline, or does not work then.
 * Those that lay there before are left out. The earliest come first.
 */
export async function newlyViolated(
  query: Query,
  before: Worker,
  after: Worker,
  ctx: Ctx,
): Promise<Violation[]> {
  const resource_id = after.resource.id;
  const claims = (await query.claims([resource_id], { start: ctx.now, end: latestInstant })).filter(
    ({ kind, core }) => kind !== 'hold' && core.end > ctx.now,
  );
  if (claims.length === 0) return [];
  const start = claims.reduce((first, { core }) => Math.min(first, core.start), latestInstant);
  const end = claims.reduce((last, { core }) => Math.max(last, core.end), 0);
  const [worked, works] = [before, after].map(({ resource, zone }) =>
    workingTime(resource, zone, { start, end }),
  );
  const goesOffline = before.resource.online && !after.resource.online;
  const reasonsFor = ({ core }: Claim) => {
    const reasons: AttentionReason[] = [];
    if (worked && works && contains(worked, core) && !contains(works, core))
      reasons.push({ type: 'outside_working_hours', resource_id });
    if (goesOffline) reasons.push({ type: 'resource_offline', resource_id });
    return reasons;
  };
  const broken = claims.filter((claim) => reasonsFor(claim).length > 0);
  return (await bookingsClaiming(query, broken))
    .filter(({ booking }) => ahead.includes(booking.status))
    .map(({ booking, claims: own }) => ({ booking, reasons: own.flatMap(reasonsFor) }));
}

/** Bookings to come that other working hours of their resource leave outside them. */
export async function violatedByHours(
  query: Query,
  before: Resource,
  { timezone, working_hours }: HoursPatch,
  ctx: Ctx,
): Promise<Violation[]> {
  if (JSON.stringify([timezone, working_hours]) === JSON.stringify([before.timezone, before.working_hours]))
    return [];
  const zone = await practiceZone(query);
  const after = { ...before, timezone: timezone ?? undefined, working_hours: working_hours ?? undefined };
  return newlyViolated(query, { resource: before, zone }, { resource: after, zone }, ctx);
}

/** As callers send it: `null` and nothing both take a field away. */
interface HoursPatch {
  readonly timezone?: string | null | undefined;
  readonly working_hours?: Resource['working_hours'] | null;
}

/** Bookings to come that lie outside working hours once the practice's zone is another. */
export async function violatedByZone(
  query: Query,
  before: string,
  after: string | null | undefined,
  ctx: Ctx,
): Promise<Violation[]> {
  if (!after || after === before) return [];
  const found: Violation[] = [];
  for (const resource of await query.range('resources', [])) {
    if (!resource.working_hours || resource.timezone) continue;
    found.push(...(await newlyViolated(query, { resource, zone: before }, { resource, zone: after }, ctx)));
  }
  return found;
}
