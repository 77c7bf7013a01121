import { i18n } from '@lingui/core';
import { type Weekday, weekdays } from '../../shared/time/hours.ts';

/** `Mon` or `Monday`, in the language of the desk. */
export function dayWords(day: Weekday, length: 'short' | 'long'): string {
  const format = new Intl.DateTimeFormat(i18n.locale, { weekday: length, timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  return format.format(Date.UTC(1970, 0, 5 + weekdays.indexOf(day)));
}
