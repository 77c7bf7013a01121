import type { ColumnModel } from './model.ts';

/** Keeps the objects of the last board where nothing changed, so that memoised parts stay as they are. */
export function keepSame(last: readonly ColumnModel[], next: readonly ColumnModel[]): readonly ColumnModel[] {
  const known = new Map(last.map((column) => [column.key, column]));
  return next.map((column) => {
    const before = known.get(column.key);
    if (!before) return column;
    const cards = keepAll(before.cards, column.cards, (card) => card.key);
    const off = keepAll(before.off, column.off, (interval) => `${interval.start}`);
    const blocks = keepAll(before.blocks, column.blocks, (block) => block.id);
    const holds = keepAll(before.holds, column.holds, (hold) => hold.id);
    const veiled = keepAll(before.veiled, column.veiled, (veil) => veil.id);
    const same =
      cards === before.cards &&
      off === before.off &&
      blocks === before.blocks &&
      holds === before.holds &&
      veiled === before.veiled &&
      before.axis === column.axis &&
      before.resource.version === column.resource.version;
    return same ? before : { ...column, cards, off, blocks, holds, veiled };
  });
}

function keepAll<T extends object>(last: readonly T[], next: readonly T[], key: (item: T) => string) {
  const known = new Map(last.map((item) => [key(item), item]));
  const kept = next.map((item) => {
    const before = known.get(key(item));
    return before && sameFields(before, item) ? before : item;
  });
  return kept.length === last.length && kept.every((item, index) => item === last[index]) ? last : kept;
}

function sameFields(a: object, b: object): boolean {
  return Object.entries(b).every(([field, value]) => Reflect.get(a, field) === value);
}
