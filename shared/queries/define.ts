import type * as z from 'zod';
import type { Ctx } from '../commands/define.ts';
import type { Query } from '../commands/query.ts';
import type { ErrorCode, Refusal } from '../errors.ts';
import type { Scope } from '../scopes.ts';

interface QuerySpec<Args extends z.ZodObject, Answer extends z.ZodType> {
  readonly name: string;
  readonly summary: string;
  /** Where REST serves it, below /v2; path parameters are arguments too. */
  readonly path: string;
  /** Absent: GET, and every argument arrives as text of the query string. POST: they come as the body. */
  readonly method?: 'POST';
  readonly scope: Scope;
  /** `pk_` keys may ask it too. */
  readonly public?: boolean;
  readonly args: Args;
  /** What it refuses with, besides wrong arguments and what is missing. */
  readonly refuses?: readonly ErrorCode[];
  readonly answer: Answer;
  /** Reads only; the same at a desk and on the hub. `seq` is the version of the store that it reads. */
  run(query: Query, args: z.output<Args>, ctx: Ctx, seq: number): Promise<z.output<Answer> | Refusal>;
}

/** Defines a question whose answer is computed rather than stored. */
export function defineQuery<Args extends z.ZodObject, Answer extends z.ZodType<object>>(
  spec: QuerySpec<Args, Answer>,
): QuerySpec<Args, Answer> {
  return spec;
}

/** A query as the projections see it. */
export type QueryDefinition = QuerySpec<z.ZodObject, z.ZodType<object>>;
