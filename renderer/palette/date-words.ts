import { addDays, dayOfDate } from '../../shared/time/calendar.ts';
import { plain } from './rank.ts';

/** Days that a date without a year may lie back; earlier ones mean next year. */
const mostlyAhead = 92;

/**
 * The date that somebody typed, in the ways of a language: `tomorrow`, `fri`, `20 apr`, `20.4.`, `4/20`, `2026-04-20`,
 * `+10` (days), `+6w`; undefined where it is none.
 * @param today `YYYY-MM-DD`, like the answer.
 */
export function readDate(typed: string, today: string, locale: string): string | undefined {
  const text = typed.trim().toLowerCase();
  const ahead = /^\+\s*(\d{1,3})\s*(w|d)?$/.exec(text);
  if (ahead) return addDays(today, Number(ahead[1]) * (ahead[2] === 'w' ? 7 : 1));
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return existing(text);
  if (plain(text).length < 2) return undefined;
  return (
    nearDay(plain(text), today, locale) ?? inNumbers(text, today, locale) ?? inWords(text, today, locale)
  );
}

/** `today`, `tomorrow`, or the next day of that name. */
function nearDay(text: string, today: string, locale: string): string | undefined {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const by of [0, 1, 2, -1, -2])
    if (isBegun(relative.format(by, 'day'), text, 3)) return addDays(today, by);
  for (const style of ['long', 'short'] as const) {
    const names = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' });
    for (let by = 1; by <= 7; by += 1) {
      const date = addDays(today, by);
      if (isBegun(names.format(Date.parse(date)), text, 2)) return date;
    }
  }
  return undefined;
}

/** Whether somebody has typed a word, or at least its first letters. */
function isBegun(word: string, text: string, least: number): boolean {
  return plain(word) === text || (text.length >= least && plain(word).startsWith(text));
}

/** `20.4.`, `20/4/26`, `4/20`: day and month in the order of the language. */
function inNumbers(text: string, today: string, locale: string): string | undefined {
  const found = /^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*(?:[./-]\s*(\d{2}|\d{4})?)?$/.exec(text);
  if (!found) return undefined;
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' }).formatToParts();
  const order = parts.flatMap(({ type }) => (type === 'day' || type === 'month' ? type : []));
  const [first, second] = [Number(found[1]), Number(found[2])];
  const [day, month] = order[0] === 'month' ? [second, first] : [first, second];
  return dateOf(found[3], month, day, today);
}

/** `20 apr`, `April 20, 2026`. */
function inWords(text: string, today: string, locale: string): string | undefined {
  const numbers = text.match(/\d+/g)?.map(Number) ?? [];
  const name = plain(text.replace(/\d+(st|nd|rd|th)?/g, ' ')).split(' ')[0] ?? '';
  const [day, year] = numbers;
  if (day === undefined || numbers.length > 2 || name.length < 3) return undefined;
  for (const style of ['long', 'short'] as const) {
    const names = new Intl.DateTimeFormat(locale, { month: style, day: 'numeric', timeZone: 'UTC' });
    for (let month = 1; month <= 12; month += 1) {
      const parts = names.formatToParts(Date.UTC(2024, month - 1, 1));
      const word = plain(parts.find(({ type }) => type === 'month')?.value ?? '');
      if (word.startsWith(name)) return dateOf(year?.toString(), month, day, today);
    }
  }
  return undefined;
}

function dateOf(year: string | undefined, month: number, day: number, today: string): string | undefined {
  const text = (of: number) => `${of}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (year) return existing(text(year.length === 2 ? 2000 + Number(year) : Number(year)));
  const now = Number(today.slice(0, 4));
  const thisYear = existing(text(now));
  const past = thisYear ? dayOfDate(today) - dayOfDate(thisYear) : Infinity;
  return past <= mostlyAhead ? thisYear : existing(text(now + 1));
}

/** The date where the calendar has it: there is no 31 April. */
function existing(date: string): string | undefined {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? date : undefined;
}
