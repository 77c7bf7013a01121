import * as z from 'zod';
import { RefusalError } from '../../shared/errors.ts';
import { invalid } from '../commands/invalid.ts';

/** The body of a request that says all by its path. */
export const nothing = z.strictObject({});

/** 422 `validation_failed` where a body says something. */
export function requireNothing(body: unknown): void {
  const read = nothing.safeParse(body);
  if (!read.success) throw new RefusalError(invalid(read.error));
}
