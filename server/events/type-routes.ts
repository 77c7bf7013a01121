import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { commandsOf, isEmitted, payloadSchema } from '../../shared/event-payloads.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import type { Route } from '../api/route.ts';
import { schemaJson } from '../api/schema-json.ts';
import { exampleEvent } from './examples.ts';

const entry = z
  .object({
    type: z.string().meta({ example: 'booking.created' }),
    description: z.string(),
    status: z
      .enum(['available', 'planned'])
      .meta({ description: 'planned: nothing tells it yet, and what it will look like is not settled' }),
    commands: z
      .array(
        z.object({
          name: z.string().meta({ example: 'bookings.create' }),
          summary: z.string(),
          endpoints: z.array(z.string()).meta({ description: 'Where REST serves it; none: the hub does it' }),
        }),
      )
      .meta({ description: 'What tells it' }),
    schema: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'JSON Schema (2020-12) of an event of this type' }),
    sample: z.record(z.string(), z.unknown()).optional().meta({ description: 'A whole event, made up' }),
  })
  .meta({ id: 'EventTypeEntry' });

const entries = new Map<EventType, z.output<typeof entry>>();

function entryOf(type: EventType): z.output<typeof entry> {
  const known = entries.get(type) ?? makeEntry(type);
  entries.set(type, known);
  return known;
}

function makeEntry(type: EventType): z.output<typeof entry> {
  const commands = commandsOf(type).map(({ name, summary, http }) => ({
    name,
    summary,
    endpoints: http.map(({ method, path }) => `${method} /v2${path}`),
  }));
  const schema = jsonSchemaOf(type);
  const sample = exampleEvent(type);
  return {
    type,
    description: eventTypes[type],
    status: isEmitted(type) ? 'available' : 'planned',
    commands,
    ...(schema && { schema }),
    ...(sample && { sample: { ...sample } }),
  };
}

/** JSON Schema that stands by itself, with nothing referred to; undefined of a type that nothing tells yet. */
export function jsonSchemaOf(type: EventType): Record<string, unknown> | undefined {
  const payload = isEmitted(type) ? payloadSchema(type) : undefined;
  if (!payload) return undefined;
  const components = new Map<string, Record<string, unknown>>();
  const schema = schemaJson(payload, 'answer', components);
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...Object(inlined(schema, components)) };
}

/** No schema of ours refers to itself, so this comes to an end. */
function inlined(value: unknown, components: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((one) => inlined(one, components));
  if (value === null || typeof value !== 'object') return value;
  const { $ref, ...rest }: Record<string, unknown> = { ...value };
  const named = typeof $ref === 'string' ? components.get($ref.split('/').at(-1) ?? '') : {};
  const whole = { ...Object(named), ...rest };
  return Object.fromEntries(Object.entries(whole).map(([key, one]) => [key, inlined(one, components)]));
}

function allTypes(): EventType[] {
  return Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);
}

/** The catalogue of event types: a projection of the commands and resources. */
export const eventTypeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/event-types',
    operation: 'list_event_types',
    tag: 'events',
    summary: 'Every event type: what tells it, its schema and a sample',
    scope: 'public',
    answers: [{ status: 200, description: 'All types', schema: z.object({ data: z.array(entry) }) }],
    errors: [],
    handle: async () => ({ status: 200, body: { data: allTypes().map(entryOf) } }),
  },
  {
    method: 'GET',
    path: '/v2/event-types/{type}',
    operation: 'get_event_type',
    tag: 'events',
    summary: 'One event type: what tells it, its schema and a sample',
    scope: 'public',
    answers: [{ status: 200, description: 'The type', schema: entry }],
    errors: ['not_found'],
    async handle({ params }) {
      const found = allTypes().find((type) => type === params.type);
      if (found) return { status: 200, body: entryOf(found) };
      throw new RefusalError(
        refuse('not_found', 'There is no such event type; GET /v2/event-types has them all'),
      );
    },
  },
];
