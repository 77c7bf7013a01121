import { t } from '@lingui/core/macro';
import { fold } from '../../shared/search.ts';
import { type Weekday, weekdays } from '../../shared/time/hours.ts';
import type { Format } from '../app/format.ts';
import type { TimeWords } from './read-wish.ts';

/** What people type of days and times in the language of the desk. */
export function timeWordsOf(format: Format): TimeWords {
  const ofDay = (day: Weekday) =>
    [format.weekday(day), format.weekday(day, 'short')].map((name) => fold(name).replace(/\.$/, ''));
  return {
    today: list(t({ message: 'today', comment: 'Typed into a search for free times; several with commas' })),
    tomorrow: list(t({ message: 'tomorrow', comment: 'Typed into a search; several with commas' })),
    nextWeek: list(t({ message: 'next week', comment: 'Typed into a search; several with commas' })),
    after: list(t({ message: 'after, from', comment: 'Typed before a time of day; several with commas' })),
    before: list(t({ message: 'before, until', comment: 'Typed before a time of day; several with commas' })),
    weekdays: Object.fromEntries(weekdays.map((day) => [day, ofDay(day)])) as Record<Weekday, string[]>,
    parts: {
      morning: list(
        t({ message: 'morning', comment: 'Typed into a search; several with commas', context: 'typed' }),
      ),
      afternoon: list(
        t({ message: 'afternoon', comment: 'Typed into a search; several with commas', context: 'typed' }),
      ),
      evening: list(
        t({ message: 'evening', comment: 'Typed into a search; several with commas', context: 'typed' }),
      ),
    },
  };
}

function list(words: string): string[] {
  return words
    .split(/[,،]/)
    .map((word) => fold(word.trim()))
    .filter((word) => word !== '');
}
