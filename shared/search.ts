/** Ranking of customers for a type-ahead: by name tokens, phone digits and e-mail. Pure, and fast enough for 50,000. */

/** One person as the search looks at them; made once per change, so that a keystroke only compares. */
export interface Searchable {
  readonly id: string;
  /** Folded, words separated by single spaces, with a space before the first: a word starts where a space is. */
  readonly name: string;
  /** Digits only. */
  readonly phone: string;
  readonly email: string;
}

/** Of a name that is the text itself. */
export const bestScore = 7;

/** Fewer digits in a row would find half of all phone numbers. */
const fewestDigits = 3;

const unfoldable: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** Lower case without accents: `Zoë ÅNGSTRÖM` → `zoe angstrom`. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => unfoldable[letter] ?? letter);
}

/** Prepares a person. */
export function searchable(person: {
  id: string;
  name: string;
  phone?: string | undefined;
  email?: string | undefined;
}): Searchable {
  return {
    id: person.id,
    name: ` ${words(person.name).join(' ')}`,
    phone: digits(person.phone ?? ''),
    email: fold(person.email ?? ''),
  };
}

/**
 * Ids of the best `limit` matches, best first. Every word of `text` must match: the start of a word of the name, a run
 * of at least three digits of the phone number, or the start of the e-mail address. First come names that are or begin
 * with the text, then names that hold it, then phone numbers, then names that hold its words in another order, then
 * e-mail addresses; equally good ones by name.
 */
export function rank(people: Iterable<Searchable>, text: string, limit: number): string[] {
  return rankMatches(people, text, limit).map(({ person }) => person.id);
}

/** A person that matches, and how well: the higher the score, the better. */
export interface Match {
  readonly score: number;
  readonly person: Searchable;
}

/** Like `rank`, with what the order was made by. `after`: only matches that come after it. */
export function rankMatches(people: Iterable<Searchable>, text: string, limit: number): Match[] {
  const query = searchQuery(text);
  if (query.words.length === 0 || limit < 1) return [];
  const best: Match[] = [];
  for (const person of people) {
    const score = scoreOf(person, query);
    if (score === 0) continue;
    const last = best.at(-1);
    const scored = { score, person };
    if (best.length >= limit && last && inOrder(last, scored) <= 0) continue;
    best.splice(placeFor(best, scored), 0, scored);
    if (best.length > limit) best.pop();
  }
  return best;
}

/** A text to search for, as it is compared. */
export function searchQuery(text: string): SearchQuery {
  const wanted = words(text);
  return {
    words: wanted,
    parts: wanted.map((word) => ({ word, start: ` ${word}`, mayBePhone: isDigits(word) })),
    name: ` ${wanted.join(' ')}`,
    phone: phoneDigits(text),
    email: fold(text.trim()),
  };
}

/** The rest of a searchable name from each of its words but the first: ` anna lena berg` → `lena berg`, `berg`. */
export function laterWords(name: string): string[] {
  const parts = name.trim().split(' ');
  return parts.slice(1).map((_, i) => parts.slice(i + 1).join(' '));
}

/** Whether a word of a search may be part of a phone number. */
export function isDigits(word: string): boolean {
  return word.length >= fewestDigits && /^\d+$/.test(word);
}

/** A word of a search, with what every one of tens of thousands is compared with. */
interface Part {
  readonly word: string;
  /** As a searchable name has it where one of its words begins so. */
  readonly start: string;
  readonly mayBePhone: boolean;
}

export interface SearchQuery {
  readonly words: readonly string[];
  readonly parts: readonly Part[];
  /** The words as a searchable name has them. */
  readonly name: string;
  /** The whole text as a phone number, spaces and punctuation ignored; empty where it is none. */
  readonly phone: string;
  /** The whole text as the beginning of an e-mail address. */
  readonly email: string;
}

/** How well a person matches; 0: not at all; the higher, the better, up to `bestScore`. */
export function scoreOf(person: Searchable, query: SearchQuery): number {
  if (person.name.startsWith(query.name)) return person.name.length === query.name.length ? bestScore : 6;
  if (person.name.includes(query.name)) return 5;
  if (query.phone.length >= fewestDigits && person.phone.includes(query.phone)) return 4;
  const several = query.parts.length > 1;
  if (several && query.parts.every(({ start }) => person.name.includes(start))) return 3;
  if (person.email.startsWith(query.email)) return 2;
  return query.parts.every((part) => matches(person, part)) ? 1 : 0;
}

function matches(person: Searchable, { word, start, mayBePhone }: Part): boolean {
  if (person.name.includes(start) || person.email.startsWith(word)) return true;
  return mayBePhone && person.phone.includes(word);
}

/** Below 0 where `a` comes first: the better match, then by name, then by id. */
export function inOrder(a: Match, b: Match): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.person.name !== b.person.name) return a.person.name < b.person.name ? -1 : 1;
  if (a.person.id === b.person.id) return 0;
  return a.person.id < b.person.id ? -1 : 1;
}

/** Where `scored` belongs in the sorted list: behind what is as good. */
function placeFor(sorted: readonly Match[], scored: Match): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const before = sorted[middle];
    if (before && inOrder(before, scored) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function words(text: string): string[] {
  return fold(text)
    .split(/[\s,;()"'’.-]+/u)
    .filter((word) => word !== '');
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/** `+91 98765-43210` → `919876543210`; a leading 0 of national writing is not part of the stored E.164 form. */
function phoneDigits(text: string): string {
  if (!/^[\s\d+()/.-]+$/.test(text)) return '';
  return digits(text).replace(/^0+/, '');
}
