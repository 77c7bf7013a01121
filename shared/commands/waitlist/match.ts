import { isRefusal } from '../../errors.ts';
import type { Service } from '../../resources/services.ts';
import type { WaitlistEntry } from '../../resources/waitlist.ts';
import { findSlots } from '../../time/availability.ts';
import { weekdays } from '../../time/hours.ts';
import { dayLength, formatInstant, minutes, parseInstant } from '../../time/instants.ts';
import { partOfDayAt } from '../../time/part-of-day.ts';
import { localDay } from '../../time/zones.ts';
import { loadQuestion } from '../bookings/question.ts';
import { openClasses } from '../classes/sessions.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';
import type { FreedTime } from './freed.ts';

/** Freed time is looked at so far at once. */
const longest = 62 * dayLength;

/** What somebody who waits can have. */
export interface Fit {
  readonly entry: WaitlistEntry;
  readonly service: Service;
  readonly start_at: string;
  readonly end_at: string;
  readonly resource_id: string;
  readonly class_id?: string;
}

/** Those who wait for an offer, in order: urgent ones first, then whoever waits longest. */
export async function inOrder(query: Query): Promise<WaitlistEntry[]> {
  const waiting = await query.range('waitlist', [['status', '=', 'waiting']]);
  // Who is here already is seen to by the people here.
  const elsewhere = waiting.filter(({ walk_in }) => !walk_in);
  return elsewhere.sort(
    (a, b) =>
      Number(b.urgency === 'urgent') - Number(a.urgency === 'urgent') ||
      (a.created_at + a.id < b.created_at + b.id ? -1 : 1),
  );
}

/** The first `limit` of those who wait that freed time fits, each with the earliest start that they can have. */
export async function matchesOf(query: Query, freed: FreedTime, limit: number, ctx: Ctx): Promise<Fit[]> {
  const found: Fit[] = [];
  for (const entry of await inOrder(query)) {
    if (found.length >= limit) break;
    const fit = await fitOf(query, entry, freed, ctx);
    if (fit) found.push(fit);
  }
  return found;
}

/** The earliest start in freed time, or at all, that meets what somebody wishes. */
export async function fitOf(
  query: Query,
  entry: WaitlistEntry,
  freed: FreedTime | undefined,
  ctx: Ctx,
): Promise<Fit | undefined> {
  const service = await query.get('services', entry.service_id);
  if (!service || service.archived) return undefined;
  if (freed?.class_id && (!service.capacity || (entry.class_id ?? freed.class_id) !== freed.class_id))
    return undefined;
  const most = Math.max(service.duration, ...service.overrides.map((one) => one.duration ?? 0));
  const start = Math.max(
    ctx.now,
    parseInstant(entry.from),
    freed ? parseInstant(freed.from) - minutes(most) : 0,
  );
  const ends = [parseInstant(entry.until), start + longest, freed ? parseInstant(freed.to) : Infinity];
  const span = { start, end: Math.min(...ends) };
  if (!(span.start < span.end)) return undefined;
  const zone = (await query.get('practice', ctx.tenant))?.timezone ?? 'UTC';
  const wish = {
    service,
    resourceIds: entry.resource_ids,
    span,
    accept: (at: number) => isWished(entry, zone, at),
  };
  const fit = service.capacity
    ? await freeSeat(query, wish, entry, freed, ctx)
    : await freeStart(query, wish, freed, ctx);
  return fit && { entry, service, ...fit };
}

function isWished({ days, parts_of_day, passed }: WaitlistEntry, zone: string, at: number): boolean {
  // Day 0, the first of 1970, was a Thursday.
  const day = weekdays[(localDay(zone, at) + 3) % 7];
  if (days && (day === undefined || !days.includes(day))) return false;
  if (parts_of_day && !parts_of_day.includes(partOfDayAt(zone, at))) return false;
  return !passed.includes(formatInstant(at));
}

type Wished = Parameters<typeof openClasses>[1] & { accept: (at: number) => boolean };

async function freeSeat(
  query: Query,
  wish: Wished,
  { class_id }: WaitlistEntry,
  freed: FreedTime | undefined,
  ctx: Ctx,
) {
  const meant = class_id ?? freed?.class_id;
  const open = await openClasses(query, wish, ctx);
  const session = open.map((one) => one.session).find(({ id }) => meant === undefined || id === meant);
  if (!session) return undefined;
  const { id, start_at, end_at, resource_id } = session;
  return { start_at, end_at, resource_id, class_id: id };
}

/** Of starts that touch the freed time the earliest that one of the freed resources takes part in. */
async function freeStart(query: Query, { accept, ...wish }: Wished, freed: FreedTime | undefined, ctx: Ctx) {
  const question = await loadQuestion(query, wish, ctx);
  if (isRefusal(question)) return undefined;
  const ids = freed?.resource_ids;
  for (const { start, options, allocations } of findSlots(question, wish.span, accept)) {
    const touching = options.filter(({ end }) => !freed || end > parseInstant(freed.from));
    const isElse = allocations.some(({ resource_id }) => ids?.includes(resource_id));
    const option = touching.find(({ resource_id }) => !ids || isElse || ids.includes(resource_id));
    if (!option) continue;
    const { resource_id, end } = option;
    return { start_at: formatInstant(start), end_at: formatInstant(end), resource_id };
  }
  return undefined;
}
