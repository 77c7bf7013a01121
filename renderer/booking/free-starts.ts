import { loadQuestion } from '../../shared/commands/bookings/question.ts';
import type { Ctx } from '../../shared/commands/define.ts';
import type { Query } from '../../shared/commands/query.ts';
import { isRefusal } from '../../shared/errors.ts';
import type { Service } from '../../shared/resources/services.ts';
import { nextStarts } from '../../shared/time/availability.ts';
import { dayLength, formatInstant, minutes } from '../../shared/time/instants.ts';
import type { Suggestion } from './conflicts.ts';
import { judge, type Verdict } from './verdict.ts';

/** What somebody at the desk is about to book. */
export interface DeskWish {
  readonly service: Service;
  /** Absent: any that fits. */
  readonly resource_id: string | undefined;
  /** Minutes; absent: as long as the service takes with whoever it is (rule A11). */
  readonly duration: number | undefined;
  /** Milliseconds. */
  readonly start: number;
  /** The booking that is being moved, and the hold that is this desk's own. */
  readonly ignore: readonly string[];
}

const horizons = [2 * dayLength, 14 * dayLength, 62 * dayLength];

/** What the rules say to a wish right now. */
export async function checkWish(query: Query, wish: DeskWish, ctx: Ctx): Promise<Verdict> {
  const span = { start: wish.start, end: wish.start + minutes(wish.duration ?? wish.service.duration) };
  return judge(await loadQuestion(query, { ...wishOf(wish), span }, ctx), wish.start);
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
    const span = { start: from, end: from + horizon };
    const question = await loadQuestion(query, { ...wishOf(wish), span }, ctx);
    if (isRefusal(question)) return [];
    const found = nextStarts(question, from, count, horizon);
    if (found.length < count && horizon !== horizons.at(-1)) continue;
    return found.map(({ start, resource_id }) => ({ start_at: formatInstant(start), resource_id }));
  }
  return [];
}

function wishOf({ service, resource_id, duration, ignore }: DeskWish) {
  return { service, duration, ignore, resourceIds: resource_id ? [resource_id] : undefined };
}
