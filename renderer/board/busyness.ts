import { type BlockTime, blocksOf } from '../../shared/commands/blocks/times.ts';
import { workingTime } from '../../shared/commands/resources/working-time.ts';
import { givesBack } from '../../shared/resources/bookings.ts';
import type { Docs } from '../../shared/resources/index.ts';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { intersect, normalise, overlaps, subtract } from '../../shared/time/intervals.ts';
import { nextStartOfDay, startOfDay } from '../../shared/time/zones.ts';
import type { Look } from './model.ts';

/** How full a day is. */
export interface DayLoad {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Visits that the filter shows; a class counts as one. */
  readonly visits: number;
  /** Minutes of all resources together: booked, whatever the filter shows, and worked. */
  readonly booked: number;
  readonly worked: number;
  /** 0 to 1: booked of worked; undefined where nobody works and nothing is booked. */
  readonly heat: number | undefined;
  /** Why the practice is closed, for the whole day or a part of it; empty where no reason is given. */
  readonly closed: string | undefined;
}

/** What the loads of some days are made of. */
export interface LoadDocs {
  readonly bookings: readonly Docs['bookings'][];
  readonly classes: readonly Docs['classes'][];
  readonly blocks: readonly BlockTime[];
}

/**
 * How full days are.
 * @param zone The practice's; dates are its own.
 * @param resources Whose time counts.
 */
export function loadsOf(
  dates: readonly string[],
  zone: string,
  resources: readonly Docs['resources'][],
  { bookings, classes, blocks }: LoadDocs,
  { withoutServices, withoutStatuses }: Pick<Look, 'withoutServices' | 'withoutStatuses'>,
): DayLoad[] {
  const ids = new Set(resources.map(({ id }) => id));
  const shows = (service: string) => !withoutServices.includes(service);
  const visits: Visit[] = [
    ...bookings
      .filter((booking) => !givesBack(booking.status) && booking.class_id === undefined)
      .map((booking) =>
        visitOf(booking, ids, shows(booking.service_id) && !withoutStatuses.includes(booking.status)),
      ),
    ...classes
      .filter(({ status }) => status === 'scheduled')
      .map((session) => visitOf(session, ids, shows(session.service_id))),
  ].filter((visit) => visit.on.length > 0);
  const closures = blocks.filter(({ kind }) => kind === 'closure');
  return dates.map((date) => {
    const start = startOfDay(zone, date);
    const day = { start, end: nextStartOfDay(zone, start) };
    const own = visits.filter((visit) => overlaps(visit, day));
    const near = blocks.filter((block) => overlaps(block, day));
    let booked = 0;
    let worked = 0;
    for (const resource of resources) {
      const taken = normalise(own.filter(({ on }) => on.includes(resource.id)));
      const working = workingTime(resource, zone, day);
      booked += length(intersect(taken, [day]));
      worked += length(subtract(working, normalise(blocksOf(near, resource.id))));
    }
    const closure = closures.find((block) => overlaps(block, day));
    return {
      date,
      visits: own.filter(({ shown }) => shown).length,
      booked: inMinutes(booked),
      worked: inMinutes(worked),
      heat: worked > 0 ? Math.min(1, booked / worked) : booked > 0 ? 1 : undefined,
      closed: closure && (closure.reason ?? ''),
    };
  });
}

interface Visit extends Interval {
  /** The resources that it occupies, of those that count. */
  readonly on: readonly string[];
  readonly shown: boolean;
}

interface Allocated {
  readonly start_at: string;
  readonly end_at: string;
  readonly allocations: readonly { readonly resource_id: string }[];
}

function visitOf(doc: Allocated, ids: ReadonlySet<string>, shown: boolean): Visit {
  const on = doc.allocations.map(({ resource_id }) => resource_id).filter((id) => ids.has(id));
  return { start: parseInstant(doc.start_at), end: parseInstant(doc.end_at), on, shown };
}

function length(intervals: readonly Interval[]): number {
  return intervals.reduce((so, { start, end }) => so + end - start, 0);
}

function inMinutes(ms: number): number {
  return Math.round(ms / minutes(1));
}
