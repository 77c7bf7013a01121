import type { WaitlistEntry } from '../../shared/resources/waitlist.ts';
import { type Weekday, weekdays } from '../../shared/time/hours.ts';
import type { Format } from '../app/format.ts';
import { capital } from '../ui/Choices.tsx';

type Wish = Pick<WaitlistEntry, 'days' | 'parts_of_day' | 'until'>;

/** `Mon, Tue · morning · until Fri 15 May`: when somebody can come. */
export function wishWords({ days, parts_of_day, until }: Wish, format: Format): string {
  const ordered = weekdays.filter((day) => days?.includes(day));
  const parts = [
    ordered.length > 0 ? ordered.map(short).join(', ') : 'any day',
    parts_of_day ? parts_of_day.join(' or ') : undefined,
    `until ${format.day(Date.parse(until) - 1)}`,
  ];
  return capital(parts.filter((part) => part !== undefined).join(' · '));
}

function short(day: Weekday): string {
  return capital(day.slice(0, 3));
}
