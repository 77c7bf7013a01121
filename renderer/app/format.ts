import { t } from '@lingui/core/macro';
import type { Price } from '../../shared/money.ts';
import { fromMinor } from '../../shared/money.ts';
import type { Practice } from '../../shared/resources/practice.ts';
import { type Weekday, weekdays } from '../../shared/time/hours.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { isSameZone, startOfDay } from '../../shared/time/zones.ts';
import { firstDayOf, formatLocale } from './locale.ts';

/** Says instants, dates and money as the practice's people do: in its zone and country, whatever the computer's. */
export interface Format {
  readonly zone: string;
  readonly locale: string;
  /** `GMT+2`, where this computer's own clock is in another zone. */
  zoneMark(at: number): string | undefined;
  /** Clocks show 2:30 PM rather than 14:30. */
  readonly hour12: boolean;
  /** Day on which a calendar's line begins: 0 is Sunday, as date fields count. */
  readonly firstDay: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  /** How dayjs writes a date in a field: `Mon 20 Apr 2026`. */
  readonly dateField: string;
  /** `AM` and `PM` as clocks with twelve hours say them. */
  readonly halves: { readonly am: string; readonly pm: string };
  /** The days of the week, beginning with the first one of a calendar's line. */
  readonly week: readonly Weekday[];
  /** `10:30` of milliseconds or of an instant. */
  time(at: number | string): string;
  /** `10:30` also where clocks say am and pm: for cards, whose place says that. */
  bareTime(at: number | string): string;
  /** `10:00`, or `10 am`: for full hours. */
  hour(at: number): string;
  /** `10:30` of minutes since midnight. */
  clock(minute: number): string;
  /** `10:30 – 11:00` */
  times(start: number | string, end: number | string): string;
  /** `Mon 20 Apr` */
  day(at: number | string): string;
  /** `Mon 20 Apr, 10:30 – 11:00` */
  dayTimes(start: number | string, end: number | string): string;
  /** `Mon 20 Apr, 10:30` */
  dayTime(at: number | string): string;
  /** `Monday, 20 April 2026` of `YYYY-MM-DD`. */
  longDate(date: string): string;
  /** `20 – 26 Apr 2026` of two dates `YYYY-MM-DD`. */
  dates(first: string, last: string): string;
  /** `April 2026` of a date in it. */
  month(date: string): string;
  /** `20` of a date. */
  dayOfMonth(date: string): string;
  /** `Monday`, or `Mon`. */
  weekday(day: Weekday, width?: 'long' | 'short'): string;
  money(price: Price): string;
  /** `Mon, 20 Apr 2026` */
  weekdayDate(at: number | string): string;
  /** `20 Apr 2026` */
  date(at: number | string): string;
  /** `1,500` */
  number(value: number): string;
  /** `97.5%` of `0.975`. */
  percent(share: number): string;
  /** `Dr Niket, Room 2 and Laser`, or with an “or” before the last. */
  list(items: readonly string[], kind?: 'and' | 'or'): string;
  /** `5 minutes ago`, `in 2 hours`, `yesterday`. */
  ago(at: number | string, now: number): string;
}

/** What somebody chose at this desk; what is absent goes by the locale. */
export interface FormatWishes {
  /** `de`: the language of the words around. */
  readonly language?: string | undefined;
  readonly hour12?: boolean | undefined;
  readonly firstDay?: Weekday | undefined;
}

/**
 * @param practice Zone, locale and country; an unknown locale falls back to English. Its locale counts where it is of
 * the wished language, otherwise that language as its country writes it.
 */
export function formatOf(
  practice: Pick<Practice, 'timezone' | 'locale'> & { readonly country?: string },
  wishes: FormatWishes = {},
): Format {
  const zone = practice.timezone;
  const locale = formatLocale(practice, wishes.language);
  const hourCycle =
    wishes.hour12 === undefined ? {} : ({ hourCycle: wishes.hour12 ? 'h12' : 'h23' } as const);
  const using = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const ofDays = (width: 'long' | 'short') =>
    new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' });
  const clock = using({ timeStyle: 'short', ...hourCycle });
  const hours = using({ hour: 'numeric', ...hourCycle });
  const short = using({ weekday: 'short', day: 'numeric', month: 'short' });
  const long = using({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const medium = using({ day: 'numeric', month: 'short', year: 'numeric' });
  const months = using({ month: 'long', year: 'numeric' });
  const dayOfMonths = using({ day: 'numeric' });
  const dated = using({ dateStyle: 'medium' });
  const weekday = using({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const weekdayNames = { long: ofDays('long'), short: ofDays('short') };
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const lists = {
    and: new Intl.ListFormat(locale, { type: 'conjunction' }),
    or: new Intl.ListFormat(locale, { type: 'disjunction' }),
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const hour12 = clock.resolvedOptions().hour12 ?? false;
  const mark = using({ timeZoneName: 'short' });
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const wall = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC', ...hourCycle });
  const week = weekFrom(wishes.firstDay ?? firstDayOf(locale));
  const time = remembering((at) => plainSpaces(clock.format(at)));
  const times = (start: number | string, end: number | string) => `${time(start)} – ${time(end)}`;
  const day = (at: number | string) => short.format(ms(at));
  return {
    zone,
    locale,
    hour12,
    week,
    firstDay: dayNumbers[week[0] ?? 'monday'],
    dateField: t({
      message: 'ddd D MMM YYYY',
      comment: 'How dayjs writes a date in a field; only the order and marks between the parts change',
    }),
    halves: { am: halfOf(locale, 0), pm: halfOf(locale, 12) },
    zoneMark: (at) =>
      isSameZone(zone, ownZone)
        ? undefined
        : mark.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value,
    time,
    bareTime: remembering((at) => {
      const parts = clock.formatToParts(at).filter(({ type }) => type !== 'dayPeriod');
      return parts
        .map(({ value }) => value)
        .join('')
        .trim();
    }),
    hour: (at) => (hour12 ? plainSpaces(hours.format(at)) : time(at)),
    clock: (minute) => plainSpaces(wall.format(minute * 60_000)),
    day,
    times,
    dayTimes: (start, end) => t`${{ day: day(start) }}, ${{ time: times(start, end) }}`,
    dayTime: (at) => t`${{ day: day(at) }}, ${{ time: time(at) }}`,
    longDate: (date) => long.format(startOfDay(zone, date)),
    dates: (first, last) => medium.formatRange(startOfDay(zone, first), startOfDay(zone, last)),
    month: (date) => months.format(startOfDay(zone, date)),
    dayOfMonth: (date) =>
      dayOfMonths.formatToParts(startOfDay(zone, date)).find(({ type }) => type === 'day')?.value ?? '',
    weekdayDate: (at) => weekday.format(ms(at)),
    date: (at) => dated.format(ms(at)),
    // The epoch began on a Thursday.
    weekday: (each, width = 'long') =>
      weekdayNames[width].format((weekdays.indexOf(each) + 4) * 24 * 60 * 60_000),
    money: ({ amount_minor, currency, type }) => {
      const style = { style: 'currency', currency } as const;
      const amount = new Intl.NumberFormat(locale, style).format(fromMinor(amount_minor, currency));
      return type === 'hourly' ? t`${amount} an hour` : amount;
    },
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    list: (items, kind = 'and') => lists[kind].format(items),
    ago: (at, now) => {
      const [amount, unit] = span(ms(at) - now);
      return relative.format(amount, unit);
    },
  };
}

/** `45 min`, `1 h`, `1 h 30 min` */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return t`${rest} min`;
  return rest === 0 ? t`${hours} h` : t`${hours} h ${rest} min`;
}

/** Instants whose words are kept: those of some weeks of boards. */
const mostKept = 2_000;

/** A board says the same times again with every change to it, hundreds of them. */
function remembering(say: (at: number) => string): (at: number | string) => string {
  const said = new Map<number, string>();
  return (at) => {
    const instant = ms(at);
    const words = said.get(instant) ?? say(instant);
    if (said.size >= mostKept) said.clear();
    said.set(instant, words);
    return words;
  };
}

/** Some locales put a narrow space before am and pm, which nobody types or searches for. */
function plainSpaces(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

function weekFrom(first: Weekday): readonly Weekday[] {
  const at = weekdays.indexOf(first);
  return [...weekdays.slice(at), ...weekdays.slice(0, at)];
}

const dayNumbers = {
  sunday: 0,
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
} as const satisfies Record<Weekday, number>;

function halfOf(locale: string, hour: number): string {
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', hourCycle: 'h12', timeZone: 'UTC' });
  const parts = clock.formatToParts(hour * 60 * minute);
  return parts.find(({ type }) => type === 'dayPeriod')?.value ?? (hour < 12 ? 'AM' : 'PM');
}

const minute = 60_000;

/** Milliseconds in the largest unit of which there is one. */
function span(length: number): [number, Intl.RelativeTimeFormatUnit] {
  const size = Math.abs(length);
  if (size < 60 * minute) return [Math.round(length / minute), 'minute'];
  if (size < 24 * 60 * minute) return [Math.round(length / (60 * minute)), 'hour'];
  return [Math.round(length / (24 * 60 * minute)), 'day'];
}

function ms(at: number | string): number {
  return typeof at === 'number' ? at : parseInstant(at);
}
