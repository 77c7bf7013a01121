import { type Weekday, weekdays } from '../../shared/time/hours.ts';

/**
 * The locale in which dates, times and numbers are written: the practice's own where it is of the language spoken at
 * this desk, otherwise that language with the habits of the practice's country (`de-IN`); English where nobody knows it.
 */
export function formatLocale(
  { locale, country }: { readonly locale: string; readonly country?: string },
  language: string | undefined,
): string {
  const own = known(locale);
  if (language === undefined || own?.split('-')[0] === language) return own ?? 'en';
  const region = (own && new Intl.Locale(own).region) ?? country;
  return (region && known(`${language}-${region}`)) ?? known(language) ?? 'en';
}

function known(locale: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0];
  } catch {
    return undefined;
  }
}

/** Where the week begins; Monday where this browser does not tell. */
export function firstDayOf(locale: string): Weekday {
  const where = new Intl.Locale(locale);
  const read: unknown = Reflect.get(where, 'getWeekInfo');
  // Older browsers have a property in place of the method.
  const info: unknown = typeof read === 'function' ? read.call(where) : Reflect.get(where, 'weekInfo');
  const first = typeof info === 'object' && info !== null ? Reflect.get(info, 'firstDay') : 1;
  return (typeof first === 'number' ? weekdays[first - 1] : undefined) ?? 'monday';
}
