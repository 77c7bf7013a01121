import type { Block } from '../../shared/resources/blocks.ts';
import { addDays, weekdayOf } from '../../shared/time/calendar.ts';
import { dayLength, formatInstant } from '../../shared/time/instants.ts';
import { instantOf, startOfDay } from '../../shared/time/zones.ts';
import type { Random } from './random.ts';
import { madeId, type Sizes, stamp } from './stamp.ts';

const leave = ['Annual leave', 'Annual leave', 'Sick leave', 'Conference', 'Family'];
const hoursOff = ['Training', 'Team meeting', 'Home visits', 'Paperwork'];
const closed = ['Public holiday', 'Staff day', 'Renovation'];

interface Where {
  readonly tenant: string;
  readonly timezone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `YYYY-MM-DD` in the zone. */
  readonly today: string;
}

/** Makes closures of the whole practice, one every seven weeks or so, and everybody's time off. */
export function* makeBlocks(
  where: Where,
  sizes: Sizes,
  practitionerIds: readonly string[],
  random: Random,
): Generator<Block> {
  const last = sizes.futureDays;
  for (let day = -sizes.pastDays + 20; day <= last; day += random.int(45, 55)) {
    const date = weekdayFrom(addDays(where.today, day));
    yield makeBlock(where, date, addDays(date, 1), { kind: 'closure', reason: random.pick(closed) }, random);
  }
  for (const resource_id of practitionerIds) {
    for (let day = -sizes.pastDays + random.int(0, 40); day <= last; day += random.int(30, 50)) {
      const date = weekdayFrom(addDays(where.today, day));
      const off = { kind: 'time_off', resource_id } as const;
      yield random.chance(0.5)
        ? makeBlock(where, date, date, { ...off, reason: random.pick(hoursOff) }, random)
        : makeBlock(
            where,
            date,
            addDays(date, random.int(1, 3)),
            { ...off, reason: random.pick(leave) },
            random,
          );
    }
  }
}

/** From midnight to midnight; two hours of the late morning where both dates are the same. */
function makeBlock(
  where: Where,
  from: string,
  to: string,
  fields: Pick<Block, 'kind' | 'resource_id' | 'reason'>,
  random: Random,
): Block {
  const { timezone } = where;
  const start = from === to ? instantOf(timezone, from, 10 * 60) : startOfDay(timezone, from);
  const end = from === to ? instantOf(timezone, from, 12 * 60) : startOfDay(timezone, to);
  const created = Math.min(start, where.now) - random.int(2, 30) * dayLength;
  return {
    ...stamp(madeId('blk', created, random), where.tenant, created),
    ...fields,
    start_at: formatInstant(start),
    end_at: formatInstant(end),
    last_end_at: formatInstant(end),
  };
}

/** The date itself, or the Monday after it. */
function weekdayFrom(date: string): string {
  const day = weekdayOf(date);
  return day === 'saturday' ? addDays(date, 2) : day === 'sunday' ? addDays(date, 1) : date;
}
