import { mostOccurrences, type Series } from '../../shared/resources/series.ts';
import { occurrences } from '../../shared/time/recurrence.ts';

/** When the first visit of a series that has not begun is by its rule, in milliseconds; undefined where none is left. */
export function firstToCome(series: Series, now: number): number | undefined {
  return occurrences({ ...series, exdates: [] }, mostOccurrences).find(({ start }) => start > now)?.start;
}
