import type * as z from 'zod';
import { allocation } from '../../../shared/resources/parts.ts';
import { timeRange } from '../../../shared/time/hours.ts';

/** `start_at`, `time off`, `check-in` → `startAt`, `timeOff`, `checkIn`: the REST name in GraphQL's way of writing. */
export function camel(name: string): string {
  return name.replace(/[\s_-]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `api key` → `ApiKey`. */
export function pascal(name: string): string {
  const inner = camel(name);
  return inner.charAt(0).toUpperCase() + inner.slice(1);
}

/** `closures` → `closure`; what has no plural stays as it is. */
export function oneOf(plural: string): string {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  return /[^su]s$/.test(plural) ? plural.slice(0, -1) : plural;
}

/** Parts that many documents have, and that are no components of the OpenAPI document. */
const parts = new Map<z.ZodType, string>([
  [allocation, 'Allocation'],
  [timeRange, 'TimeRange'],
]);

/** What the type of an object is called: as in OpenAPI, or after the place where it is. */
export function typeName(schema: z.ZodType, place: string): string {
  return schema.meta()?.id ?? parts.get(schema) ?? place;
}
