import type * as z from 'zod';
import { type Refusal, refuse } from '../../shared/errors.ts';

/** The refusal of arguments that are not of the documented form, naming each path. */
export function invalid(error: z.core.$ZodError): Refusal {
  const issues = error.issues.flatMap((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const named = unknown.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not known' }));
    return named.length > 0 ? named : [{ path: issue.path.join('.'), message: issue.message }];
  });
  const [first] = issues;
  const where = first?.path ? `${first.path}: ` : '';
  return refuse('validation_failed', `${where}${first?.message ?? 'is not valid'}`, { issues });
}
