import type { Price } from '../../shared/money.ts';
import { fromMinor } from '../../shared/money.ts';
import type { Practice } from '../../shared/resources/practice.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { startOfDay } from '../../shared/time/zones.ts';

/** Says instants, dates and money as the practice's people do: in its zone and locale, whatever the computer's. */
export interface Format {
  readonly zone: string;
  readonly locale: string;
  /** `GMT+2`, where this computer's own clock is in another zone. */
  zoneMark(at: number): string | undefined;
  /** Clocks show 2:30 PM rather than 14:30. */
  readonly hour12: boolean;
  /** `10:30` of milliseconds or of an instant. */
  time(at: number | string): string;
  /** `10:30` also where clocks say am and pm: for cards, whose place says that. */
  bareTime(at: number | string): string;
  /** `10:00`, or `10 am`: for full hours. */
  hour(at: number): string;
  /** `10:30 – 11:00` */
  times(start: number | string, end: number | string): string;
  /** `Mon 20 Apr` */
  day(at: number | string): string;
  /** `Mon 20 Apr, 10:30` */
  dayTime(at: number | string): string;
  /** `Monday, 20 April 2026` of `YYYY-MM-DD`. */
  longDate(date: string): string;
  /** `20 – 26 Apr 2026` of two dates `YYYY-MM-DD`. */
  dates(first: string, last: string): string;
  /** `April 2026` of a date in it. */
  month(date: string): string;
  /** `Mon` of a date. */
  weekday(date: string): string;
  /** `20` of a date. */
  dayOfMonth(date: string): string;
  money(price: Price): string;
}

/** @param practice Zone and locale; an unknown locale falls back to English. */
export function formatOf(practice: Pick<Practice, 'timezone' | 'locale'>): Format {
  const zone = practice.timezone;
  const locale = Intl.DateTimeFormat.supportedLocalesOf(practice.locale)[0] ?? 'en';
  const using = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const clock = using({ timeStyle: 'short' });
  const hours = using({ hour: 'numeric' });
  const short = using({ weekday: 'short', day: 'numeric', month: 'short' });
  const long = using({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const medium = using({ day: 'numeric', month: 'short', year: 'numeric' });
  const months = using({ month: 'long', year: 'numeric' });
  const weekdays = using({ weekday: 'short' });
  const dayNumbers = using({ day: 'numeric' });
  const hour12 = clock.resolvedOptions().hour12 ?? false;
  const mark = using({ timeZoneName: 'short' });
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // Some locales put a narrow space before am and pm, which nobody types or searches for.
  const time = (at: number | string) => clock.format(ms(at)).replace('\u202f', ' ');
  const day = (at: number | string) => short.format(ms(at));
  return {
    zone,
    locale,
    hour12,
    zoneMark: (at) =>
      zone === ownZone
        ? undefined
        : mark.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value,
    time,
    bareTime: (at) => {
      const parts = clock.formatToParts(ms(at)).filter(({ type }) => type !== 'dayPeriod');
      return parts
        .map(({ value }) => value)
        .join('')
        .trim();
    },
    hour: (at) => (hour12 ? hours.format(at) : time(at)),
    day,
    times: (start, end) => `${time(start)} – ${time(end)}`,
    dayTime: (at) => `${day(at)}, ${time(at)}`,
    longDate: (date) => long.format(startOfDay(zone, date)),
    dates: (first, last) => medium.formatRange(startOfDay(zone, first), startOfDay(zone, last)),
    month: (date) => months.format(startOfDay(zone, date)),
    weekday: (date) => weekdays.format(startOfDay(zone, date)),
    dayOfMonth: (date) =>
      dayNumbers.formatToParts(startOfDay(zone, date)).find(({ type }) => type === 'day')?.value ?? '',
    money: ({ amount_minor, currency, type }) => {
      const style = { style: 'currency', currency } as const;
      const amount = new Intl.NumberFormat(locale, style).format(fromMinor(amount_minor, currency));
      return type === 'hourly' ? `${amount} an hour` : amount;
    },
  };
}

/** `45 min`, `1 h`, `1 h 30 min` */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

function ms(at: number | string): number {
  return typeof at === 'number' ? at : parseInstant(at);
}
