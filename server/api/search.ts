import { hash } from 'node:crypto';
import type { BaseDoc } from '../../shared/resources/define.ts';
import { inOrder, type Match, rankMatches } from '../../shared/search.ts';
import type { Store, View } from '../store/store.ts';
import type { CursorCodec } from './cursor.ts';
import type { Page, PageRequest } from './page.ts';

/** As deep as a search can be walked. */
const deepest = 1000;

/** What `q` of a list takes, as its parameter says. */
export const searchText = {
  description:
    'Name, phone digits or e-mail address, or the beginnings of their words; best matches first, whatever `sort` says',
  example: 'priya sh',
};

/**
 * A page of the best matches of `q` among the documents that meet the conditions. Its cursors are places in the order of
 * matches: how good, then name, then id.
 */
export async function searchPage(
  store: Store,
  view: View,
  cursors: CursorCodec,
  {
    name,
    tenant,
    conditions,
    limit,
    cursor,
    q,
    ...request
  }: Omit<PageRequest, 'sort'> & { readonly q: string },
): Promise<Page> {
  const order = hash('sha256', JSON.stringify([store.epoch, tenant, name, q, conditions]), 'base64url').slice(
    0,
    12,
  );
  const at = cursor === undefined ? undefined : cursors.read(cursor, order);
  const backwards = request.backwards ?? at?.backwards ?? false;
  const place = at && placeOf(at.id, String(at.value));
  const ranked = rankMatches(view.candidates(name, q), q, deepest);
  const ahead = ranked.filter((match) => !place || inOrder(match, place) * (backwards ? -1 : 1) > 0);
  if (backwards) ahead.reverse();

  const found: { readonly match: Match; readonly doc: BaseDoc }[] = [];
  for (let from = 0; from < ahead.length && found.length <= limit; from += limit + 1) {
    const batch = ahead.slice(from, from + limit + 1);
    const ids = batch.map(({ person }) => person.id);
    const docs: BaseDoc[] = await view.range(name, [['id', 'in', ids], ...conditions]);
    const byId = new Map(docs.map((doc) => [doc.id, doc]));
    for (const match of batch) {
      const doc = byId.get(match.person.id);
      if (doc) found.push({ match, doc });
    }
  }
  const more = found.length > limit;
  const page = found.slice(0, limit);
  if (backwards) page.reverse();
  return {
    docs: page.map(({ doc }) => doc),
    hasNext: backwards ? at !== undefined : more,
    hasPrevious: backwards ? more : at !== undefined,
    cursorAt(index, back = false) {
      const row = page.at(index);
      if (!row) return null;
      const { score, person } = row.match;
      return cursors.write({
        order,
        value: JSON.stringify([score, person.name]),
        id: person.id,
        backwards: back,
      });
    },
  };
}

/** The place in the order of matches that a cursor names; cursors are signed, so it is one of ours. */
function placeOf(id: string, value: string): Match {
  const [score, name] = JSON.parse(value) as [number, string];
  return { score, person: { id, name, phone: '', email: '' } };
}
