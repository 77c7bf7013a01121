/** A half-open range `[start, end)` of instants, in milliseconds since the epoch (rule T6). */
export interface Interval {
  readonly start: number;
  readonly end: number;
}
