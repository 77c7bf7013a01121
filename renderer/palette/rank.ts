/** Something that can be found by its words. */
export interface Findable {
  readonly words: string;
  /** Other words that people may look for it by. */
  readonly also?: string;
}

/** The best of `all` for what was typed, at most `limit`; the order stays among those that fit equally well. */
export function bestOf<T extends Findable>(all: readonly T[], typed: string, limit = all.length): T[] {
  return all
    .map((one) => ({ one, fit: fitOf(one, typed) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, limit)
    .map(({ one }) => one);
}

/**
 * How well something fits what was typed: 0 not at all, more is better. Every typed word must be in it; the beginning of
 * its name is best, then that of a word, then any place in a word.
 */
export function fitOf({ words, also = '' }: Findable, typed: string): number {
  const wanted = plain(typed).split(' ').filter(Boolean);
  if (wanted.length === 0) return 1;
  const name = plain(words);
  if (name.startsWith(wanted.join(' '))) return 4;
  const own = name.split(' ');
  const all = [...own, ...plain(also).split(' ')];
  if (wanted.every((word) => own.some((each) => each.startsWith(word)))) return 3;
  if (wanted.every((word) => all.some((each) => each.startsWith(word)))) return 2;
  return wanted.every((word) => word.length > 2 && name.includes(word)) ? 1 : 0;
}

/** Without accents, signs and capitals. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
