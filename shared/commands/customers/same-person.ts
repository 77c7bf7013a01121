import { searchable } from '../../search.ts';
import type { Alike } from '../query.ts';

/**
 * Whether two records are about one person: the same phone number or e-mail address, and the same first name or the same
 * words in another order. A family shares a number; its members do not share first names. Without anything to reach one
 * of them by, the same whole name will do.
 */
export function samePerson(one: Alike, other: Alike): boolean {
  const a = searchable({ id: '', ...one });
  const b = searchable({ id: '', ...other });
  const reach = (a.phone !== '' && a.phone === b.phone) || (a.email !== '' && a.email === b.email);
  const [first, ...rest] = a.name.trim().split(' ');
  const others = b.name.trim().split(' ');
  if (reach) return first === others[0] || sorted([first ?? '', ...rest]) === sorted(others);
  const bareOne = [a, b].some(({ phone, email }) => phone === '' && email === '');
  return bareOne && a.name === b.name;
}

function sorted(words: readonly string[]): string {
  return words.toSorted().join(' ');
}
