import { plural, t } from '@lingui/core/macro';
import type { Format } from '../app/format.ts';
import type { DayLoad } from './busyness.ts';

/**
 * `Monday, 20 April 2026, 12 bookings, 60 % full`: a day of a month as a screen reader hears it; what is written in it
 * comes in the same order.
 */
export function dayWords(date: string, load: DayLoad | undefined, format: Format): string {
  const day = format.longDate(date);
  if (!load) return day;
  return [day, closedWords(load), visitWords(load), fullWords(load, format)].filter(Boolean).join(', ');
}

/** The same for a day of which this desk keeps nothing any more. */
export function oldWords(date: string, format: Format): string {
  const day = format.longDate(date);
  return t`${day}, needs the hub`;
}

export function visitWords({ visits }: DayLoad): string {
  return plural(visits, { one: '# booking', other: '# bookings' });
}

/** `60 % full`; undefined where nobody works. */
export function fullWords({ heat }: DayLoad, format: Format): string | undefined {
  if (heat === undefined) return undefined;
  const share = format.percent(Math.round(heat * 100) / 100);
  return t`${share} full`;
}

export function closedWords({ closed }: DayLoad): string | undefined {
  if (closed === undefined) return undefined;
  return closed ? t`Closed: ${closed}` : t`Closed`;
}
