import { loadQuestion } from '../../shared/commands/bookings/question.ts';
import { type OpenClass, openClasses } from '../../shared/commands/classes/sessions.ts';
import { isRefusal } from '../../shared/errors.ts';
import type { Service } from '../../shared/resources/services.ts';
import { findSlots } from '../../shared/time/availability.ts';
import type { Slot } from '../../shared/time/availability-types.ts';
import { dayLength, parseInstant } from '../../shared/time/instants.ts';
import { startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';
import type { FreeStart } from './free-days.ts';

export interface FreeSlots {
  readonly slots: readonly FreeStart[];
  /** `YYYY-MM-DD`: what was asked for. */
  readonly from: string;
}

/**
 * All free starts of a service in some weeks, kept up to date. Days and times of day are chosen among them without
 * asking again, so that a keystroke costs nothing but drawing.
 * @param from `YYYY-MM-DD`
 * @param ownHold The hold of the form that is open here: its time is still free for who fills it in.
 */
export function useFreeSlots(
  service: Service | undefined,
  resourceId: string | undefined,
  from: string,
  weeks: number,
  ownHold: string | undefined,
): { readonly data: FreeSlots | undefined; readonly loading: boolean } {
  const { format } = usePractice();
  return useLive(
    ['bookings', 'classes', 'holds', 'blocks', 'resources', 'services'],
    async (query, ctx) => {
      if (!service) return { slots: [], from };
      const start = Math.max(startOfDay(format.zone, from), ctx.now);
      const span = { start, end: start + weeks * 7 * dayLength };
      const wish = {
        service,
        resourceIds: resourceId ? [resourceId] : undefined,
        span,
        ignore: ownHold ? [ownHold] : [],
      };
      if (service.capacity) return { slots: (await openClasses(query, wish, ctx)).map(seatAt), from };
      const question = await loadQuestion(query, wish, ctx);
      return { slots: isRefusal(question) ? [] : findSlots(question, span).map(slotAt), from };
    },
    [service?.id, service?.version, resourceId, from, weeks, ownHold, format.zone],
  );
}

function slotAt({ start, resource_id, options }: Slot): FreeStart {
  return { start, resource_id, choices: options.length };
}

function seatAt({ session, seatsLeft }: OpenClass): FreeStart {
  const { id, resource_id, start_at } = session;
  return { start: parseInstant(start_at), resource_id, choices: 1, session: { id, seatsLeft } };
}
