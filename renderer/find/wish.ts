import type { Weekday } from '../../shared/time/hours.ts';

/** Parts of the local day, in minutes since midnight, `[start, end)`. */
export const partsOfDay = {
  morning: { start: 0, end: 12 * 60 },
  afternoon: { start: 12 * 60, end: 17 * 60 },
  evening: { start: 17 * 60, end: 24 * 60 },
} as const;
export type PartOfDay = keyof typeof partsOfDay;
export const partNames: readonly PartOfDay[] = ['morning', 'afternoon', 'evening'];

/** What somebody on the phone would like. What is absent or empty does not matter to them. */
export interface Wish {
  readonly service_id?: string | undefined;
  /** Only with this person, or in this room. */
  readonly resource_id?: string | undefined;
  readonly days: readonly Weekday[];
  readonly parts: readonly PartOfDay[];
  /** Minutes of the local day: not before, and not at or after. */
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  /** `YYYY-MM-DD`: not before that day. */
  readonly from?: string | undefined;
}

export const nothingWished: Wish = { days: [], parts: [] };

/** Whether a start that is free is one that was wished for. */
export function suits(wish: Wish, start: { readonly weekday: Weekday; readonly minute: number }): boolean {
  const { days, parts, after, before } = wish;
  if (days.length > 0 && !days.includes(start.weekday)) return false;
  if (after !== undefined && start.minute < after) return false;
  if (before !== undefined && start.minute >= before) return false;
  if (parts.length === 0) return true;
  return parts.some((part) => start.minute >= partsOfDay[part].start && start.minute < partsOfDay[part].end);
}
