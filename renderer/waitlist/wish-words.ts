import { t } from '@lingui/core/macro';
import type { WaitlistEntry } from '../../shared/resources/waitlist.ts';
import { weekdays } from '../../shared/time/hours.ts';
import type { Format } from '../app/format.ts';
import { partInside } from '../ui/words.ts';

type Wish = Pick<WaitlistEntry, 'days' | 'parts_of_day' | 'until'>;

/** `Mon, Tue · morning · until Fri 15 May`: when somebody can come. */
export function wishWords({ days, parts_of_day, until }: Wish, format: Format): string {
  const ordered = weekdays.filter((day) => days?.includes(day));
  const parts = [
    ordered.length > 0 ? ordered.map((day) => format.weekday(day, 'short')).join(', ') : t`Any day`,
    parts_of_day ? format.list(parts_of_day.map(partInside), 'or') : undefined,
    t`until ${{ day: format.day(Date.parse(until) - 1) }}`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
