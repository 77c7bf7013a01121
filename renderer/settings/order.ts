import type { Resource } from '../../shared/resources/resources.ts';

/** A list with one of its members at another place; the list itself where that is its place, or none. */
export function moved<T extends { readonly id: string }>(
  all: readonly T[],
  id: string,
  at: number,
): readonly T[] {
  const one = all.find((each) => each.id === id);
  if (!one || at < 0 || at >= all.length || all[at] === one) return all;
  return all.filter((each) => each !== one).toSpliced(at, 0, one);
}

/** The `sort_order` of those whose place in the list is another than theirs, with room between neighbours. */
export function renumbered(
  all: readonly Pick<Resource, 'id' | 'sort_order'>[],
): { readonly id: string; readonly from: number; readonly to: number }[] {
  return all
    .map(({ id, sort_order }, i) => ({ id, from: sort_order, to: (i + 1) * 10 }))
    .filter(({ from, to }) => from !== to);
}
