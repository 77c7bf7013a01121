import { loadQuestion } from '../../shared/commands/bookings/question.ts';
import { isRefusal } from '../../shared/errors.ts';
import type { Service } from '../../shared/resources/services.ts';
import { findSlots } from '../../shared/time/availability.ts';
import type { Slot } from '../../shared/time/availability-types.ts';
import { dayLength } from '../../shared/time/instants.ts';
import { startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';

export interface FreeSlots {
  readonly slots: readonly Slot[];
  /** `YYYY-MM-DD`: what was asked for. */
  readonly from: string;
}

/**
 * All free starts of a service in some weeks, kept up to date. Days and times of day are chosen among them without
 * asking again, so that a keystroke costs nothing but drawing.
 * @param from `YYYY-MM-DD`
 */
export function useFreeSlots(
  service: Service | undefined,
  resourceId: string | undefined,
  from: string,
  weeks: number,
): { readonly data: FreeSlots | undefined; readonly loading: boolean } {
  const { format } = usePractice();
  return useLive(
    ['bookings', 'holds', 'blocks', 'resources', 'services'],
    async (query, ctx) => {
      if (!service) return { slots: [], from };
      const start = Math.max(startOfDay(format.zone, from), ctx.now);
      const span = { start, end: start + weeks * 7 * dayLength };
      const wish = { service, resourceIds: resourceId ? [resourceId] : undefined, span };
      const question = await loadQuestion(query, wish, ctx);
      return { slots: isRefusal(question) ? [] : findSlots(question, span), from };
    },
    [service?.id, service?.version, resourceId, from, weeks, format.zone],
  );
}
