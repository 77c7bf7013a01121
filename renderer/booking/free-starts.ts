import { loadQuestion } from '../../shared/commands/bookings/question.ts';
import type { Ctx } from '../../shared/commands/define.ts';
import type { Query } from '../../shared/commands/query.ts';
import { isRefusal } from '../../shared/errors.ts';
import { findSlotsQuery } from '../../shared/queries/slots.ts';
import type { Service } from '../../shared/resources/services.ts';
import { dayLength, formatInstant, minutes } from '../../shared/time/instants.ts';
import type { Suggestion } from './conflicts.ts';
import { judge, type Verdict } from './verdict.ts';

/** What somebody at the desk is about to book. */
export interface DeskWish {
  readonly service: Service;
  /** Absent: any that fits. */
  readonly resource_id: string | undefined;
  /** Minutes. */
  readonly duration: number;
  /** Milliseconds. */
  readonly start: number;
  /** The booking that is being moved. */
  readonly ignore?: string;
}

const horizons = [2 * dayLength, 14 * dayLength, 62 * dayLength];

/** What the rules say to a wish right now. */
export async function checkWish(query: Query, wish: DeskWish, ctx: Ctx): Promise<Verdict> {
  const span = { start: wish.start, end: wish.start + minutes(wish.duration) };
  const question = await loadQuestion(
    query,
    {
      service: wish.service,
      resourceIds: wish.resource_id ? [wish.resource_id] : undefined,
      duration: wish.duration,
      span,
      ignore: wish.ignore ? [wish.ignore] : [],
    },
    ctx,
  );
  return judge(question, wish.start);
}

/** The first free starts at or after the wished one, at most `count`, looking further ahead only where needed. */
export async function firstFree(
  query: Query,
  wish: DeskWish,
  count: number,
  ctx: Ctx,
): Promise<Suggestion[]> {
  const from = Math.max(wish.start, ctx.now);
  for (const horizon of horizons) {
    const args = {
      service_id: wish.service.id,
      from: formatInstant(from),
      to: formatInstant(from + horizon),
      duration: wish.duration,
      ...(wish.resource_id && { resource_id: [wish.resource_id] }),
    };
    const answer = await findSlotsQuery.run(query, args, ctx, 0);
    if (isRefusal(answer)) return [];
    if (answer.data.length >= count || horizon === horizons.at(-1)) return answer.data.slice(0, count);
  }
  return [];
}
