import { isEmitted, payloadSchema } from '../../shared/event-payloads.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import { exampleEvent } from '../events/examples.ts';
import { schemaJson } from './schema-json.ts';

type Json = Record<string, unknown>;

function header(
  name: string,
  description: string,
  pattern: string,
  example: string,
  maxLength: number,
): Json {
  const schema = { type: 'string', pattern, maxLength, example };
  return { name, in: 'header', required: true, description, schema };
}

/** Headers of every delivery (Standard Webhooks), and two of our own. */
const headers: readonly Json[] = [
  header(
    'webhook-id',
    'Id of the event: the same on every try, so that what comes twice is known',
    '^evt_\\w+$',
    'evt_01J8ZQ4V9T3M5N7P9R1S3V5X7Z',
    60,
  ),
  header('webhook-timestamp', 'When this try was made: seconds since 1970', '^\\d+$', '1776246131', 12),
  header(
    'webhook-signature',
    'One signature of id, timestamp and body for each secret that holds; docs/webhooks.md shows the check',
    '^v1,[A-Za-z0-9+/=]{44}( v1,[A-Za-z0-9+/=]{44})*$',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
    200,
  ),
  header('X-Webhook-Event', 'Type of the event', '^[a-z_.]+$', 'booking.created', 60),
  header('X-Webhook-Attempt', 'Counts the tries, from 1', '^\\d+$', '1', 6),
];

const responses: Json = {
  '2XX': {
    description: 'Taken. Anything else, redirects too, is tried again by the schedule of the endpoint',
  },
  '410': { description: 'Send nothing more: the endpoint is switched off at once' },
  '429': { description: 'Not now: the next try waits as long as Retry-After says, if that is longer' },
};

/**
 * What endpoints are sent, by type: the part of the document that tells what the hub asks of others.
 * @param schemas of the document's components; those of events are added
 */
export function webhooksOf(schemas: Map<string, Json>): Json {
  const types = Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);
  return Object.fromEntries(
    types.flatMap((type) => {
      const payload = isEmitted(type) ? payloadSchema(type) : undefined;
      return payload ? [[type, { post: operationOf(type, schemaJson(payload, 'answer', schemas)) }]] : [];
    }),
  );
}

function operationOf(type: EventType, schema: Json): Json {
  return {
    operationId: `webhook_${type.replace('.', '_')}`,
    summary: eventTypes[type],
    description: `Sent to endpoints that are told of \`${type}\`.`,
    tags: ['events'],
    security: [],
    parameters: headers,
    requestBody: { required: true, content: { 'application/json': { schema, example: exampleEvent(type) } } },
    responses,
  };
}
