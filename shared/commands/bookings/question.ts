import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import type { Resource } from '../../resources/resources.ts';
import type { Service } from '../../resources/services.ts';
import type { Allocation, AvailabilityQuestion, Need } from '../../time/availability-types.ts';
import type { Claim } from '../../time/claim.ts';
import type { WorkingHours } from '../../time/hours.ts';
import { dayLength, earliestInstant, latestInstant, minutes } from '../../time/instants.ts';
import type { Interval } from '../../time/interval.ts';
import { normalise } from '../../time/intervals.ts';
import { blocksOf, blockTimes } from '../blocks/times.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';
import { needOf, pinUnits } from './pin.ts';
import { anyStaffOf, wholeDays } from './turns.ts';

/** Local days, and night shifts of the day before, reach beyond the instants that are asked about (rule T8). */
const margin = 3 * dayLength;

/** What somebody wishes to know or to book. */
export interface Wish {
  readonly service: Service;
  /** Only these may be the main resource; empty or absent: any that fits. */
  readonly resourceIds?: readonly string[] | undefined;
  /** Resources that are to play these roles; the others are chosen. */
  readonly allocations?: readonly Allocation[] | undefined;
  /** Minutes instead of the service's own. */
  readonly duration?: number | undefined;
  /** Milliseconds since the epoch; claims and blocks around it are loaded. */
  readonly span: Interval;
  /** Only claims in these parts of the span matter; absent: in all of it. Milliseconds since the epoch. */
  readonly windows?: readonly Interval[] | undefined;
  /** Claims of these documents count for nothing (rule B3). */
  readonly ignore?: readonly string[] | undefined;
  /** A hold of the caller's has this start: notice and horizon were kept when it was made (rules A8, A9). */
  readonly held?: boolean | undefined;
}

/**
 * Loads everything that decides where a service can start. Slots, checks and bookings all ask through this one
 * question, which is what makes an offered start and an accepted one the same thing (rule A1).
 */
export async function loadQuestion(
  query: Query,
  wish: Wish,
  ctx: Ctx,
): Promise<AvailabilityQuestion | Refusal> {
  const { service } = wish;
  const practice = await query.get('practice', ctx.tenant);
  const wished = wish.resourceIds?.length ? wish.resourceIds : undefined;
  const units = pinUnits(needsOf(service, wished), wish.allocations ?? []);
  if (isRefusal(units)) return units;
  const main = units[0]?.named;
  if (main && wished && !wished.includes(main))
    return refuse('validation_failed', 'resource_id and allocations name different main resources', {
      issues: [{ path: 'allocations', message: `says ${main} where resource_id says ${wished[0]}` }],
    });
  // Needs that nobody is named for stay whole, so that their candidates are looked at once.
  const needs = wish.allocations?.length ? units.map(needOf) : needsOf(service, wished);
  const found = await loadCandidates(query, needs, wished);
  const named = units.flatMap((unit) => unit.named ?? []);
  const unknown = [...(wished ?? []), ...named].find((id) => !found.some((resource) => resource.id === id));
  if (unknown) return refuse('invalid_resource', `There is no resource ${unknown}`, { resource_id: unknown });
  const plays = (id: string, need: Need | undefined) =>
    found.some((resource) => resource.id === id && fits(resource, need));
  const unfit =
    wished?.find((id) => !plays(id, units[0]?.need)) ??
    units.find((unit) => unit.named !== undefined && !plays(unit.named, unit.need))?.named;
  if (unfit)
    return refuse('invalid_resource', `${unfit} is not among the resources of ${service.name}`, {
      resource_id: unfit,
      service_id: service.id,
    });

  const resources = found.map((resource) => ({
    ...resource,
    timezone: resource.timezone ?? practice?.timezone ?? 'UTC',
  }));
  const mains = wished ?? (main ? [main] : undefined);
  const any_staff = mains?.length === 1 ? undefined : await anyStaffOf(query, service);
  const near = around(wish);
  if (near.start < earliestInstant + margin || near.end > latestInstant - margin)
    return refuse('validation_failed', 'This is too near to the first or the last day there is', {
      issues: [{ path: 'start_at', message: 'must be well within the years 1970 to 9999' }],
    });
  const ids = found.map((resource) => resource.id);
  const zones = any_staff?.rule === 'least_loaded' ? resources.map((one) => one.timezone) : [];
  const claims = Map.groupBy(await claimsIn(query, ids, wish, zones), (claim) => claim.resource_id);
  const closed = await blockTimes(query, near, ids);
  return {
    now: ctx.now,
    buffer_before: service.buffer_before,
    buffer_after: service.buffer_after,
    slot_step: slotStep(service),
    min_notice: wish.held ? 0 : service.min_notice,
    max_horizon: wish.held ? undefined : service.max_horizon,
    service_hours: service.availability && {
      timezone: service.availability.timezone,
      hours: weeklyHours(service.availability),
    },
    needs,
    resources: resources.map((resource) => ({
      ...resource,
      duration: wish.duration ?? overrideOf(service, resource.id)?.duration ?? service.duration,
      claims: claims.get(resource.id) ?? [],
      blocks: blocksOf(closed, resource.id),
    })),
    ignore_owners: wish.ignore ?? [],
    main_resource_ids: mains,
    any_staff,
  };
}

async function claimsIn(
  query: Query,
  ids: readonly string[],
  wish: Wish,
  zones: readonly string[],
): Promise<Claim[]> {
  const spans = wish.windows?.map((span) => around({ ...wish, span })) ?? [around(wish)];
  const windows = spans.map((span) => wholeDays(span, zones));
  const found = await Promise.all(normalise(windows).map((window) => query.claims(ids, window)));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  // What reaches from one window into the next is found twice.
  const distinct = new Map(found.flat().map((claim) => [`${claim.owner} ${claim.resource_id}`, claim]));
  return [...distinct.values()];
}

/** All the time that a visit with a start in the wished span could touch, buffers included. */
function around({ service, span, duration }: Wish): Interval {
  const longest =
    duration ?? Math.max(service.duration, ...service.overrides.map((one) => one.duration ?? 0));
  return {
    start: span.start - minutes(service.buffer_before),
    end: span.end + minutes(longest + service.buffer_after),
  };
}

/** What differs for a service with one resource (rule A11). */
export function overrideOf(service: Service, resourceId: string) {
  return service.overrides.find((override) => override.resource_id === resourceId);
}

/** Minutes between offered starts (rule A7). */
export function slotStep(service: Service): number {
  return service.slot_step ?? Math.min(15, service.duration);
}

/** What a visit of the service occupies, the main resource first. */
export function needsOf(service: Service, wished?: readonly string[] | undefined): readonly Need[] {
  if (service.needs.length > 0) return service.needs;
  const anyone = wished ? { resource_ids: wished } : { kind: 'practitioner' };
  return [{ role: 'practitioner', skills: [], count: 1, ...anyone }];
}

async function loadCandidates(
  query: Query,
  needs: readonly Need[],
  wished: readonly string[] | undefined,
): Promise<Resource[]> {
  const alone = needs.length === 1 && needs[0]?.count === 1 ? wished : undefined;
  const ids = new Set(alone ?? [...needs.flatMap((need) => need.resource_ids ?? []), ...(wished ?? [])]);
  const kinds = alone ? [] : needs.flatMap((need) => (need.resource_ids ? [] : (need.kind ?? [])));
  const named = await Promise.all([...ids].map((id) => query.get('resources', id)));
  const byKind = kinds.length > 0 ? await query.range('resources', [['kind', 'in', kinds]]) : [];
  const all = [...named.filter((resource) => resource !== undefined), ...byKind];
  return [...new Map(all.map((resource) => [resource.id, resource])).values()];
}

/** Whether a resource is of the kind or list that a need names; a missing skill is a conflict, not a misfit. */
function fits(resource: Resource, need: Need | undefined): boolean {
  if (!need) return false;
  return need.resource_ids ? need.resource_ids.includes(resource.id) : need.kind === resource.kind;
}

function weeklyHours(availability: NonNullable<Service['availability']>): WorkingHours {
  const weekly: WorkingHours['weekly'] = {};
  for (const day of availability.days) weekly[day] = [availability.hours];
  return { weekly, overrides: [] };
}
