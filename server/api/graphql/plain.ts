import * as z from 'zod';
import { type Refusal, RefusalError } from '../../../shared/errors.ts';
import { invalid } from '../../commands/invalid.ts';
import { unlessPlain } from '../../gates/plain.ts';
import { camel } from './names.ts';

/**
 * Arguments in their decoded form. The gates have seen the request's text, not what escapes inside a query stand for, so
 * that is looked at here.
 * @throws RefusalError 422 `validation_failed`
 */
export function plainArgs(
  schema: z.ZodObject,
  given: Record<string, unknown>,
  names: Names = {},
): Record<string, unknown> {
  refuseUnlessPlain(given, names);
  const parsed = z.safeDecode(schema, given);
  if (!parsed.success) throw new RefusalError(inGraphqlNames(invalid(parsed.error), names));
  return parsed.data;
}

/** Arguments that GraphQL calls otherwise than REST, by what they are in REST. */
type Names = Readonly<Record<string, string>>;

export function refuseUnlessPlain(given: Record<string, unknown>, names: Names = {}): void {
  const odd = unlessPlain(given);
  if (odd) throw new RefusalError(inGraphqlNames(odd, names));
}

const issues = z.array(z.object({ path: z.string(), message: z.string() }));

/** A refusal of arguments with the names that callers gave them: `startAt` instead of `start_at`. */
export function inGraphqlNames(refusal: Refusal, names: Names = {}): Refusal {
  const found = issues.safeParse(refusal.details?.issues);
  if (refusal.code !== 'validation_failed' || !found.success) return refusal;
  const told = found.data.map(({ path, message }) => ({ path: named(path), message }));
  const [first] = found.data;

  function named(path: string): string {
    return names[path] ?? path.split('.').map(camel).join('.');
  }
  const message = first?.path
    ? refusal.message.replace(`${first.path}: `, `${named(first.path)}: `)
    : refusal.message;
  return { ...refusal, message, details: { ...refusal.details, issues: told } };
}
