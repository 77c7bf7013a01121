import type { Condition } from '../../shared/commands/query.ts';
import { type BaseDoc, fieldOf } from '../../shared/resources/define.ts';

/** Whether a document meets every condition; an absent field meets none, as in the hub's store. */
export function meets(doc: BaseDoc, conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => holds(fieldOf(doc, condition[0]), condition));
}

/** Whether a field with this value meets a condition. */
export function holds(own: unknown, [, op, value]: Condition): boolean {
  if (own === undefined || own === null) return false;
  if (op === 'in') return Array.isArray(value) && value.includes(own);
  if (op === '=') return own === value;
  return compares(own, op, value);
}

function compares(own: unknown, op: '<' | '>=' | '>', value: Condition[2]): boolean {
  const comparable =
    (typeof own === 'string' && typeof value === 'string') ||
    (typeof own === 'number' && typeof value === 'number');
  if (!comparable) return false;
  if (op === '<') return own < value;
  return op === '>' ? own > value : own >= value;
}

/** By `order`, then by id, comparing as stores do: by code unit, absent before everything. */
export function inOrder(order: string | undefined, descending = false) {
  return (one: BaseDoc, other: BaseDoc): number => {
    const [a, b] = descending ? [other, one] : [one, other];
    const byField = order === undefined ? 0 : compareValues(fieldOf(a, order), fieldOf(b, order));
    return byField || compareValues(a.id, b.id);
  };
}

function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === undefined || a === null) return -1;
  if (b === undefined || b === null) return 1;
  return a < b ? -1 : 1;
}
