import { hash } from 'node:crypto';
import type { Condition } from '../../shared/commands/query.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import type { BaseDoc } from '../../shared/resources/define.ts';
import type { ResourceName } from '../../shared/resources/index.ts';
import { longestWalk, type Store, type View, type WalkRow } from '../store/store.ts';
import type { CursorCodec, Position } from './cursor.ts';

/** Which rows of which list, in which order. */
export interface PageRequest {
  readonly name: ResourceName;
  readonly tenant: string;
  readonly conditions: readonly Condition[];
  /** A field, `-` before it for descending. */
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /**
   * Where the cursor is not one of a page but of a row (GraphQL): the side of it to read. Without a cursor, the end of the
   * list.
   */
  readonly backwards?: boolean | undefined;
}

/** A page of a list, in the list's order. */
export interface Page {
  readonly docs: readonly BaseDoc[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** The cursor from which the walk goes on after, or backwards from, the row at `index`. */
  cursorAt(index: number, backwards?: boolean): string | null;
}

/**
 * Reads a page in one snapshot. A cursor belongs to one list: the same tenant, store, filters and sort; 422
 * `invalid_cursor` with any other, 410 `cursor_expired` where the store was restored since or the walk is too old.
 */
export function readPage(store: Store, view: View, cursors: CursorCodec, request: PageRequest): Page {
  const { name, limit, sort } = request;
  const order = orderOf(store, request);
  const at = request.cursor === undefined ? undefined : cursors.read(request.cursor, order);
  if (at) refuseExpired(store, view, at);
  const backwards = request.backwards ?? at?.backwards ?? false;
  // The end of a list is the beginning of the same list upside down.
  const fromEnd = backwards && at === undefined;
  const asOf = at?.asOf ?? view.seq();
  const rows = view.walk(name, {
    conditions: request.conditions,
    sort: sort.replace(/^-/, ''),
    descending: sort.startsWith('-') !== fromEnd,
    limit: limit + 1,
    ...(at && { asOf, from: { value: at.value, id: at.id, backwards } }),
  });
  if (fromEnd) rows.reverse();
  return pageOf(rows, limit, { backwards, isPart: at !== undefined }, (row, back) =>
    cursors.write({ order, value: row.value, id: row.doc.id, backwards: back, asOf, epoch: epochOf(store) }),
  );
}

/**
 * Reads where several lists begin, or end, at once: those of `values`, which differ in what `field` has to be and in nothing
 * else.
 */
export function readFirstPages(
  store: Store,
  view: View,
  cursors: CursorCodec,
  request: Omit<PageRequest, 'cursor'>,
  { field, values }: { readonly field: string; readonly values: readonly string[] },
): ReadonlyMap<string, Page> {
  const { name, limit, sort, conditions, backwards = false } = request;
  const asOf = view.seq();
  const found = view.walkEach(name, field, values, {
    conditions,
    sort: sort.replace(/^-/, ''),
    descending: sort.startsWith('-') !== backwards,
    limit: limit + 1,
  });
  const pages = values.map((value): [string, Page] => {
    const own = { ...request, conditions: [...conditions, [field, '=', value] as const] };
    const order = orderOf(store, own);
    const rows = found.get(value) ?? [];
    if (backwards) rows.reverse();
    const page = pageOf(rows, limit, { backwards, isPart: false }, (row, back) =>
      cursors.write({
        order,
        value: row.value,
        id: row.doc.id,
        backwards: back,
        asOf,
        epoch: epochOf(store),
      }),
    );
    return [value, page];
  });
  return new Map(pages);
}

/** The page in rows of which one more was read than it may have. `isPart`: a cursor told where it begins or ends. */
function pageOf(
  rows: readonly WalkRow[],
  limit: number,
  { backwards, isPart }: { readonly backwards: boolean; readonly isPart: boolean },
  cursorOf: (row: WalkRow, backwards: boolean) => string,
): Page {
  const more = rows.length > limit;
  const page = backwards ? rows.slice(more ? 1 : 0) : rows.slice(0, limit);
  return {
    docs: page.map(({ doc }) => doc),
    hasNext: backwards ? isPart : more,
    hasPrevious: backwards ? more : isPart,
    cursorAt(index, back = false) {
      const row = page.at(index);
      return row ? cursorOf(row, back) : null;
    },
  };
}

/** A short name of the list and the order of its rows. */
function orderOf(store: Store, { name, tenant, conditions, sort }: PageRequest): string {
  const narrowed = conditions.map((condition) => JSON.stringify(condition)).sort();
  const list = JSON.stringify([store.mode, tenant, name, sort, narrowed]);
  return hash('sha256', list, 'base64url').slice(0, 12);
}

/** Enough of the epoch to tell two of one store apart. */
function epochOf(store: Store): string {
  return store.epoch.slice(0, 8);
}

function refuseExpired(store: Store, view: View, { epoch, asOf = 0 }: Position): void {
  const restored = epoch !== epochOf(store);
  if (restored || view.seq() - asOf > longestWalk)
    throw new RefusalError(
      refuse('cursor_expired', 'Too much has changed since this walk began; start over without a cursor', {
        reason: restored ? 'restored' : 'old',
      }),
    );
}
