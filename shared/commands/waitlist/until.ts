import { type Refusal, refuse } from '../../errors.ts';
import { dayLength, parseInstant } from '../../time/instants.ts';
import type { Ctx } from '../define.ts';

/** Nobody waits longer. */
const longest = 2 * 366 * dayLength;

/** 422: a wait that is over before it begins, or goes on for years. */
export function refuseUntil(from: string, until: string, ctx: Ctx): Refusal | undefined {
  const end = parseInstant(until);
  const start = Math.max(parseInstant(from), ctx.now);
  if (end > start && end - ctx.now <= longest) return undefined;
  return refuse('validation_failed', 'until: must be after from and now, by at most two years', {
    issues: [{ path: 'until', message: 'must be after from and now, by at most two years' }],
  });
}
