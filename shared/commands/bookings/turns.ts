import type { Service } from '../../resources/services.ts';
import type { AnyStaff, Turn } from '../../time/any-staff.ts';
import type { Interval } from '../../time/interval.ts';
import { localDate, nextStartOfDay, startOfDay } from '../../time/zones.ts';
import type { Query } from '../query.ts';

/** Whoever had no turn among so many of a service’s newest bookings had none that counts. */
const lately = 200;

/** The rule by which a service chooses among its staff (rule A5), with what it looks at besides claims. */
export async function anyStaffOf(query: Query, service: Service): Promise<AnyStaff> {
  const rule = service.any_staff;
  const turns = new Map<string, Turn>();
  if (rule !== 'round_robin') return { rule, turns };
  const newest = await query.range('bookings', [['service_id', '=', service.id]], {
    order: 'created_at',
    descending: true,
    limit: lately,
  });
  for (const { resource_id, created_at } of newest) {
    const known = turns.get(resource_id);
    if (known === undefined) turns.set(resource_id, { at: created_at, times: 1 });
    else if (known.at === created_at) turns.set(resource_id, { at: created_at, times: known.times + 1 });
  }
  return { rule, turns };
}

/** A span (milliseconds) and the whole local days of all zones that it touches: what is booked on them counts in `least_loaded`. */
export function wholeDays(span: Interval, zones: readonly string[]): Interval {
  let { start, end } = span;
  for (const zone of new Set(zones)) {
    start = Math.min(start, startOfDay(zone, localDate(zone, span.start)));
    end = Math.max(end, nextStartOfDay(zone, span.end));
  }
  return { start, end };
}
