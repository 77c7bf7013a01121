import { fold } from '../../shared/search.ts';
import { addDays, weekdayOf } from '../../shared/time/calendar.ts';
import { type Weekday, weekdays } from '../../shared/time/hours.ts';
import { type PartOfDay, partsOfDay } from '../../shared/time/part-of-day.ts';
import type { Wish } from './wish.ts';

/** What the words can name. */
export interface Known {
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly resources: readonly { readonly id: string; readonly name: string }[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Clocks of the practice say am and pm: a bare hour up to 7 means the afternoon. */
  readonly hour12: boolean;
  /** How days and times are called in the language of the desk; English is understood as well. */
  readonly words?: TimeWords | undefined;
}

/** What people say of time in a language, folded as searches are. */
export interface TimeWords {
  readonly today: readonly string[];
  readonly tomorrow: readonly string[];
  /** In as many words as people need: `nächste woche`. */
  readonly nextWeek: readonly string[];
  readonly after: readonly string[];
  readonly before: readonly string[];
  /** Full and short names of each. */
  readonly weekdays: Readonly<Record<Weekday, readonly string[]>>;
  readonly parts: Readonly<Record<PartOfDay, readonly string[]>>;
}

/** What a text says of a wish; what it does not mention is absent. */
export type Said = Partial<Wish>;

/**
 * Reads a wish as it is typed while somebody says it: `massage anna tue thu after 15 next week`. Words may be cut
 * short, come in any order and be unfinished; what is not understood is left out.
 */
export function readWish(text: string, known: Known): Said {
  const words = fold(text)
    .split(/[\s,;]+/u)
    .filter((word) => word !== '');
  const said: { -readonly [Field in keyof Wish]?: Wish[Field] } = {};
  const rest: string[] = [];
  for (let at = 0; at < words.length; ) {
    const ahead = words.slice(at);
    const taken = foreignWords(ahead, known, said) || timeWords(ahead, known, said);
    if (taken === 0) rest.push(words[at] ?? '');
    at += Math.max(taken, 1);
  }
  const service = bestNamed(known.services, rest);
  const others = service ? rest.filter((word) => !names(service.name, word)) : rest;
  // A word may be part of both names: then it belongs to the person where nobody else is named.
  const resource =
    onlyNamed(known.resources, others) ?? (service ? undefined : onlyNamed(known.resources, rest));
  if (service) said.service_id = service.id;
  if (resource) said.resource_id = resource.id;
  return said;
}

type Saying = { -readonly [Field in keyof Wish]?: Wish[Field] };

const bounds: Readonly<Record<string, 'after' | 'before' | undefined>> = {
  after: 'after',
  from: 'after',
  before: 'before',
  until: 'before',
};

/** Takes words that tell of time off the front into `said`; answers how many. */
function timeWords(words: readonly string[], known: Known, said: Saying): number {
  const [first = '', second = '', third = ''] = words;
  if (first === 'today') return from(said, known.today, 1);
  if (first === 'tomorrow') return from(said, addDays(known.today, 1), 1);
  if (first === 'next' && second === 'week') return from(said, nextMonday(known.today), 2);
  if (first === 'in' && /^\d{1,3}$/.test(second) && third.length > 0) {
    const days = daysIn(third);
    if (days !== undefined) return from(said, addDays(known.today, Number(second) * days), 3);
  }
  // `after` begins `afternoon`, too: it means that only once it is longer.
  const bound = bounds[first];
  if (bound) {
    const at = clockMinute(second, known.hour12);
    if (at === undefined) return 1;
    said[bound] = at;
    return 2;
  }
  const weekday = weekdayNamed(first);
  if (weekday) {
    said.days = [...new Set([...(said.days ?? []), weekday])];
    return 1;
  }
  const part = partNamed(first);
  if (part) {
    said.parts = [...new Set([...(said.parts ?? []), part])];
    return 1;
  }
  return 0;
}

/** The same of the desk's own language. */
function foreignWords(ahead: readonly string[], known: Known, said: Saying): number {
  const { words, today } = known;
  const [first = '', second = ''] = ahead;
  if (!words) return 0;
  if (words.today.includes(first)) return from(said, today, 1);
  if (words.tomorrow.includes(first)) return from(said, addDays(today, 1), 1);
  const next = words.nextWeek.find((phrase) => ahead.join(' ').startsWith(phrase));
  if (next) return from(said, nextMonday(today), next.split(' ').length);
  for (const bound of ['after', 'before'] as const) {
    if (!words[bound].includes(first)) continue;
    const at = clockMinute(second, known.hour12);
    if (at === undefined) return 0;
    said[bound] = at;
    return 2;
  }
  const weekday = weekdays.find((day) => words.weekdays[day].some((name) => meant(name, first, 3)));
  const part = partsOfDay.find((each) => words.parts[each].some((name) => meant(name, first, 4)));
  if (weekday) said.days = [...new Set([...(said.days ?? []), weekday])];
  else if (part) said.parts = [...new Set([...(said.parts ?? []), part])];
  return weekday || part ? 1 : 0;
}

/** The name, or as much of it as was typed; at least so many letters, but for names that are shorter themselves. */
function meant(name: string, typed: string, least: number): boolean {
  return name === typed || (typed.length >= least && name.startsWith(typed));
}

function from(said: Saying, date: string, taken: number): number {
  said.from = date;
  return taken;
}

/** `tue`, `tues`, `tuesdays`; at least three letters, so that nobody's name is cut short to a day. */
function weekdayNamed(word: string): Weekday | undefined {
  if (word.length < 3) return undefined;
  return weekdays.find((day) => day.startsWith(word) || `${day}s` === word);
}

function partNamed(word: string): PartOfDay | undefined {
  if (word.length < 4) return undefined;
  return partsOfDay.find((part) => part.startsWith(word) || `${part}s` === word);
}

function daysIn(unit: string): number | undefined {
  if (unit.length < 1) return undefined;
  if ('days'.startsWith(unit)) return 1;
  if ('weeks'.startsWith(unit)) return 7;
  return 'months'.startsWith(unit) ? 30 : undefined;
}

function nextMonday(today: string): string {
  for (let days = 1; days <= 7; days++) {
    const date = addDays(today, days);
    if (weekdayOf(date) === 'monday') return date;
  }
  return today;
}

/** Minutes since midnight of `15`, `3pm`, `15:30`; undefined where it is no time of day. */
function clockMinute(word: string, hour12: boolean): number | undefined {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm|h)?$/.exec(word);
  if (!match) return undefined;
  const [, hours = '', minutes = '0', suffix] = match;
  const hour = Number(hours);
  if (hour > 24 || Number(minutes) > 59) return undefined;
  const afternoon = suffix === 'pm' || (suffix === undefined && hour12 && hour <= 7);
  const shown = suffix === 'am' && hour === 12 ? 0 : afternoon && hour < 12 ? hour + 12 : hour;
  return shown * 60 + Number(minutes);
}

function names(name: string, word: string): boolean {
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .some((part) => part.startsWith(word));
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function hits(each: Named, words: readonly string[]): number {
  return words.filter((word) => word.length >= 2 && names(each.name, word)).length;
}

/** The one that most words name; of several, the first. */
function bestNamed(all: readonly Named[], words: readonly string[]): Named | undefined {
  let best: { readonly each: Named; readonly score: number } | undefined;
  for (const each of all) {
    const score = hits(each, words);
    if (score > (best?.score ?? 0)) best = { each, score };
  }
  return best?.each;
}

/** The one that most words name, unless several are named as well: `Dr` alone is nobody. */
function onlyNamed(all: readonly Named[], words: readonly string[]): Named | undefined {
  const best = bestNamed(all, words);
  if (!best) return undefined;
  const score = hits(best, words);
  return all.filter((each) => hits(each, words) === score).length === 1 ? best : undefined;
}
