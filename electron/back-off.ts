const first = 500;
const longest = 30_000;

/** A run at least this long, in milliseconds, was not a failed start: the next failure counts as the first again. */
export const steadyAfter = 60_000;

/**
 * How long to wait before the next try, doubling up to half a minute.
 * @param failures in a row, at least 1
 * @returns milliseconds
 */
export function backOff(failures: number): number {
  return Math.min(longest, first * 2 ** (failures - 1));
}
