import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { eventEnvelope } from '../../shared/wire/event.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import { cursorCodec } from '../api/cursor.ts';
import type { Route } from '../api/route.ts';
import type { HubContext } from '../context.ts';

/** Reading the outbox: its cursor is a seq of this store's epoch (decision 4). */
export function eventRoutes(hub: HubContext): Route[] {
  const cursors = cursorCodec(hub.secret);
  return [
    {
      method: 'GET',
      path: '/v2/events',
      operation: 'list_events',
      tag: 'events',
      summary: 'What happened, oldest first; keep next_cursor to go on later',
      scope: 'events:read',
      query: z.strictObject({
        cursor: z.string().max(2000).optional(),
        limit: wholeNumber(z.int().min(1).max(100)).default(25),
      }),
      answers: [
        {
          status: 200,
          description: 'A page; next_cursor is there even when nothing follows yet',
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
        const store = hub.stores[caller.mode];
        const { cursor, limit } = query as { cursor?: string; limit: number };
        const from = cursor === undefined ? undefined : cursors.read(cursor, 'events');
        if (from && from.id !== store.epoch)
          throw new RefusalError(
            refuse('cursor_expired', 'The hub was restored since; start over without a cursor'),
          );
        const after = Number(from?.value ?? 0);
        const rows = await store.read(caller.tenant, async (view) => view.events(after, limit + 1));
        const data = rows.slice(0, limit);
        const value = data.at(-1)?.seq ?? after;
        return {
          status: 200,
          body: {
            data,
            has_more: rows.length > limit,
            next_cursor: cursors.write({ order: 'events', value, id: store.epoch, backwards: false }),
            prev_cursor: null,
          },
        };
      },
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
        return { status: 200, body: event };
      },
    },
  ];
}
