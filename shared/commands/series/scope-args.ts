import * as z from 'zod';
import type { Refusal } from '../../errors.ts';
import { series } from '../../resources/series.ts';
import { localDateTime } from '../../time/recurrence.ts';
import { wrong } from './plan.ts';
import type { Scoped } from './visits.ts';

/** How callers say which visits they mean (rule B5). */
export const scopeArgs = {
  id: series.id,
  scope: z.enum(['this', 'following', 'all']).meta({
    description:
      'Which visits: the one of `occurrence`, that and all after it, or all that are still to come',
  }),
  occurrence: localDateTime
    .optional()
    .meta({ description: 'The visit that is meant, by its `occurrence`; goes with `this` and `following`' }),
  keep_exceptions: z.boolean().meta({ description: 'Visits that were moved by themselves stay as they are' }),
};

/** 422 where the scope needs an occurrence and there is none. */
export function unscoped({ scope, occurrence }: Scoped): Refusal | undefined {
  return scope !== 'all' && occurrence === undefined ? wrong('occurrence', 'is missing') : undefined;
}
