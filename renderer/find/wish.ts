import type { Weekday } from '../../shared/time/hours.ts';
import type { PartOfDay } from '../../shared/time/part-of-day.ts';

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

/** A start by the clocks of the practice. */
export interface LocalStart {
  readonly weekday: Weekday;
  /** Minutes since midnight. */
  readonly minute: number;
  readonly part: PartOfDay;
}

/** Whether a start that is free is one that was wished for. */
export function suits(wish: Wish, start: LocalStart): boolean {
  const { days, parts, after, before } = wish;
  if (days.length > 0 && !days.includes(start.weekday)) return false;
  if (after !== undefined && start.minute < after) return false;
  if (before !== undefined && start.minute >= before) return false;
  return parts.length === 0 || parts.includes(start.part);
}
