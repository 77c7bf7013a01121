import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { typePattern } from '../../shared/events-choice.ts';
import { eventEnvelope } from '../../shared/wire/event.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import type { Call, Reply, Route } from '../api/route.ts';
import type { HubContext } from '../context.ts';
import { chosenFor, isEventType, unlessReadable } from './may-read.ts';
import { eventPage } from './page.ts';
import { eventPositions } from './positions.ts';
import { eventStreams } from './stream.ts';
import { eventTypeRoutes } from './type-routes.ts';

const types = z
  .preprocess(
    (text) => (typeof text === 'string' ? text.split(',') : text),
    z.array(typePattern).min(1).max(48),
  )
  .optional()
  .meta({
    description:
      'Only these types, separated by commas; `booking.*` for all of a kind. Each needs the scope that reads what it is about; without any: all that you may read',
  });

const after = z.string().min(1).max(2000).optional();

const listQuery = z.strictObject({
  after: after.meta({
    description:
      'Go on after this: a next_cursor, or the id of an event, such as the webhook-id received last',
  }),
  cursor: after.meta({ description: 'The same as `after`, as in other lists' }),
  limit: wholeNumber(z.int().min(1).max(100)).default(25),
  types,
});

const streamQuery = z.strictObject({
  after: after.meta({
    description:
      'Go on after this cursor or event where no Last-Event-ID is sent; without either, begin with what happens next',
  }),
  types,
});

/** Reading the outbox: its cursor is a seq of this store's epoch (decision 4). */
export function eventRoutes(hub: HubContext): Route[] {
  const positions = eventPositions(hub.secret);
  const streams = eventStreams(hub, positions);
  return [
    {
      method: 'GET',
      path: '/v2/events',
      operation: 'list_events',
      tag: 'events',
      summary: 'What happened, oldest first; keep next_cursor to go on later',
      scope: 'events:read',
      query: listQuery,
      answers: [
        {
          status: 200,
          description:
            'A page; next_cursor is there even when nothing follows yet. With `types` a page may be short though has_more is true',
          schema: z.object({
            data: z.array(eventEnvelope),
            has_more: z.boolean(),
            next_cursor: z.string().nullable(),
            prev_cursor: z.null(),
          }),
        },
      ],
      errors: ['validation_failed', 'invalid_cursor', 'cursor_expired'],
      async handle({ caller, query }) {
        const asked = query as z.output<typeof listQuery>;
        const from = onlyOne(asked);
        const store = hub.stores[caller.mode];
        const chosen = chosenFor(caller.actor.scopes, asked.types);
        const page = await store.read(caller.tenant, async (view) => {
          const start = from === undefined ? view.forgottenEvents() : positions.read(store, view, from);
          return eventPage(view, start, asked.limit, chosen);
        });
        return {
          status: 200,
          body: {
            data: page.events,
            has_more: page.more,
            next_cursor: positions.write(store, page.upTo),
            prev_cursor: null,
          },
        };
      },
    },
    {
      method: 'GET',
      path: '/v2/events/stream',
      operation: 'stream_events',
      tag: 'events',
      summary: 'What happened and what happens, as server-sent events; goes on after Last-Event-ID',
      scope: 'events:read',
      query: streamQuery,
      answers: [
        {
          status: 200,
          description:
            'A stream of envelopes, each with a cursor as its id; `event: live` when all that was missed has come, `event: closing` before the hub ends it',
          schema: eventEnvelope,
          contentType: 'text/event-stream',
        },
      ],
      errors: ['validation_failed', 'invalid_cursor', 'cursor_expired'],
      handle: (call) => openStream(call),
    },
    {
      method: 'GET',
      path: '/v2/events/{id}',
      operation: 'get_event',
      tag: 'events',
      summary: 'Read one event',
      scope: 'events:read',
      answers: [{ status: 200, description: 'The event', schema: eventEnvelope }],
      errors: ['not_found'],
      async handle({ caller, params }) {
        const id = params.id ?? '';
        const event = await hub.stores[caller.mode].read(caller.tenant, async (view) => view.event(id));
        if (!event) throw new RefusalError(refuse('not_found', `There is no event ${id}`, { id }));
        const barred = unlessReadable(caller.actor.scopes, [event.type].filter(isEventType));
        if (barred) throw new RefusalError(barred);
        return { status: 200, body: event };
      },
    },
    ...eventTypeRoutes,
  ];

  async function openStream(call: Call): Promise<Reply> {
    const asked = call.query as z.output<typeof streamQuery>;
    const from = call.header('last-event-id') || asked.after;
    const store = hub.stores[call.caller.mode];
    const start = await store.read(call.caller.tenant, async (view) =>
      from === undefined ? view.seq() : positions.read(store, view, from),
    );
    const chosen = chosenFor(call.caller.actor.scopes, asked.types);
    return { status: 200, stream: (response) => streams.open(call, response, start, chosen) };
  }
}

function onlyOne({ after, cursor }: z.output<typeof listQuery>): string | undefined {
  if (after !== undefined && cursor !== undefined)
    throw new RefusalError(
      refuse('validation_failed', 'after: is the same as cursor; send one of them', {
        issues: [{ path: 'after', message: 'is the same as cursor; send one of them' }],
      }),
    );
  return after ?? cursor;
}
