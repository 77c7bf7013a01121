import { useMemo } from 'react';
import { blockTimes } from '../../shared/commands/blocks/times.ts';
import type { Query } from '../../shared/commands/query.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { dayLength, formatInstant } from '../../shared/time/instants.ts';
import { nextStartOfDay, startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';
import { type DayLoad, loadsOf } from './busyness.ts';
import type { Look } from './model.ts';
import { useOldest } from './useOldest.ts';

/**
 * How full the days of some weeks are, by date; a day is missing until it is read, and where the desk keeps it no more.
 * Read only while somebody looks at it, week by week: what was read before is still in memory.
 */
export function useLoads(
  weeks: readonly (readonly string[])[],
  resources: readonly Resource[],
  look: Pick<Look, 'withoutServices' | 'withoutStatuses'>,
): ReadonlyMap<string, DayLoad> {
  const { format } = usePractice();
  const oldest = useOldest();
  const { zone } = format;
  const dates = weeks.flat().filter((date) => date > oldest);
  const ids = resources.map(({ id, version }) => `${id} ${version}`);
  const { withoutServices, withoutStatuses } = look;
  const { data } = useLive(
    ['bookings', 'classes', 'blocks'],
    async (query) => {
      const loads: DayLoad[] = [];
      for (const week of weeks) {
        const kept = week.filter((date) => dates.includes(date));
        loads.push(...loadsOf(kept, zone, resources, await readDays(query, zone, kept), look));
      }
      return loads;
    },
    [zone, dates, ids, withoutServices, withoutStatuses],
  );
  return useMemo(() => new Map((data ?? []).map((load) => [load.date, load])), [data]);
}

/** @param dates Following each other. */
async function readDays(query: Query, zone: string, dates: readonly string[]) {
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return { bookings: [], classes: [], blocks: [] };
  const start = startOfDay(zone, first);
  const end = nextStartOfDay(zone, startOfDay(zone, last));
  const near = [
    // A visit is at most a day long, so nothing that starts earlier reaches into these.
    ['start_at', '>=', formatInstant(start - dayLength)],
    ['start_at', '<', formatInstant(end)],
  ] as const;
  const [bookings, classes, blocks] = await Promise.all([
    query.range('bookings', near),
    query.range('classes', near),
    blockTimes(query, { start, end }),
  ]);
  return { bookings, classes, blocks };
}
