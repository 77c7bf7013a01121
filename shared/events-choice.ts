import * as z from 'zod';
import { type EventType, eventTypes } from './events.ts';

const names = Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);

/** The types that a name, `booking.*` or `*` stands for; none where it stands for nothing. */
export function typesNamed(pattern: string): readonly EventType[] {
  if (pattern === '*') return names;
  if (pattern.endsWith('.*')) return names.filter((type) => type.startsWith(pattern.slice(0, -1)));
  return names.filter((type) => type === pattern);
}

/** One element of a choice of event types, as endpoints and readers name them. */
export const typePattern = z
  .string()
  .max(60)
  .regex(/^(\*|[a-z_]+\.(\*|[a-z_]+))$/, 'must be an event type, all of a kind such as booking.*, or *')
  .refine((pattern) => typesNamed(pattern).length > 0, 'is no event type; GET /v2/event-types has them all')
  .meta({ description: 'An event type, all of a kind (`booking.*`) or all (`*`)', example: 'booking.*' });

/** The types that any of the patterns stands for. */
export function typesOf(patterns: readonly string[]): readonly EventType[] {
  return [...new Set(patterns.flatMap(typesNamed))];
}
