import * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { durationMinutes, resourceId, serviceId } from '../../resources/parts.ts';
import type { Service } from '../../resources/services.ts';
import type { Link } from '../../time/chain.ts';
import { minutes } from '../../time/instants.ts';
import type { Interval } from '../../time/interval.ts';
import { loadQuestion } from '../bookings/question.ts';
import { offeredService } from '../bookings/service.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';

/** What a stay consists of, in order. */
export const visitItems = z
  .array(
    z
      .strictObject({
        service_id: serviceId,
        resource_id: resourceId.optional().meta({ description: 'Absent: any that fits' }),
        duration: durationMinutes.optional().meta({ description: 'Minutes instead of the service’s own' }),
        gap_before: z
          .int()
          .min(0)
          .max(8 * 60)
          .default(0)
          .meta({ description: 'Minutes between it and the one before; not before the first' }),
      })
      .meta({ id: 'VisitItem' }),
  )
  .min(1)
  .max(10)
  .meta({ description: 'Services of the stay, one after the other' });

/** A service of a stay with the question where it can be. */
export interface LoadedItem extends Link {
  readonly service: Service;
}

/**
 * The questions of a stay that starts in a span (milliseconds since the epoch). `idOf` says whose claims a part's are.
 */
export async function loadItems(
  query: Query,
  items: z.output<typeof visitItems>,
  span: Interval,
  idOf: (index: number) => string,
  ctx: Ctx,
): Promise<readonly LoadedItem[] | Refusal> {
  const loaded: LoadedItem[] = [];
  // However long those before it take, a part begins within this.
  let end = span.end;
  for (const [index, { service_id, resource_id, duration, gap_before }] of items.entries()) {
    const service = await offeredService(query, service_id);
    if (isRefusal(service)) return service;
    if (service.capacity)
      return refuse('invalid_service', `${service.name} is taught in classes: book a seat by itself`, {
        service_id,
        item: index,
      });
    end += minutes(gap_before);
    const resourceIds = resource_id ? [resource_id] : undefined;
    const question = await loadQuestion(
      query,
      { service, resourceIds, duration, span: { start: span.start, end } },
      ctx,
    );
    if (isRefusal(question)) return { ...question, details: { ...question.details, item: index } };
    loaded.push({ service, question, id: idOf(index), gap: minutes(gap_before) });
    const longest = Math.max(service.duration, ...service.overrides.map((one) => one.duration ?? 0));
    end += minutes(duration ?? longest);
  }
  return loaded;
}
