import { type Refusal, refuse } from '../../errors.ts';
import type { Service } from '../../resources/services.ts';
import type { Allocation, AvailabilityQuestion } from '../../time/availability-types.ts';
import { minutes, parseInstant } from '../../time/instants.ts';
import { loadQuestion } from '../bookings/question.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';

/** Where and when a class is to be. */
interface ClassWish {
  readonly service: Service;
  readonly start_at: string;
  readonly resource_id?: string | undefined;
  /** Minutes instead of the service's own. */
  readonly duration?: number | undefined;
  /** All of its resources; absent: any that are free. */
  readonly allocations?: readonly Allocation[];
  /** Its own claim counts for nothing while it moves (rule B3). */
  readonly ignore?: readonly string[];
}

/** The question whether a class can be then. Who makes the timetable keeps to no steps, notice or horizon of the service. */
export function loadClassQuestion(
  query: Query,
  { service, start_at, resource_id, ...wish }: ClassWish,
  ctx: Ctx,
): Promise<AvailabilityQuestion | Refusal> {
  const start = parseInstant(start_at);
  return loadQuestion(
    query,
    {
      ...wish,
      service: { ...service, slot_step: 1, min_notice: 0, max_horizon: undefined },
      resourceIds: resource_id ? [resource_id] : undefined,
      span: { start, end: start + minutes(1) },
    },
    ctx,
  );
}

/** 409: the class is over, or was called off. */
export function refuseStatus(status: string, deed: string): Refusal {
  return refuse('invalid_transition', `A class that is ${status} cannot be ${deed}`, { status });
}
