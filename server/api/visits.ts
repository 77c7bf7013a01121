import * as z from 'zod';
import type { Condition } from '../../shared/commands/query.ts';
import { shownVisit, visit } from '../../shared/commands/visits/answer.ts';
import { loadParts } from '../../shared/commands/visits/load.ts';
import { isRefusal } from '../../shared/errors.ts';
import { customerId } from '../../shared/resources/parts.ts';
import { instant } from '../../shared/time/instants.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import type { HubContext } from '../context.ts';
import { cursorCodec } from './cursor.ts';
import { followed } from './not-there.ts';
import { readPage } from './page.ts';
import type { Route } from './route.ts';

const listQuery = z.strictObject({
  cursor: z.string().max(2000).optional().meta({ description: 'next_cursor or prev_cursor of another page' }),
  limit: wholeNumber(z.int().min(1).max(100)).default(25).meta({ description: 'Rows per page' }),
  sort: z.enum(['start_at', '-start_at']).default('start_at'),
  customer_id: customerId.optional().meta({ description: 'Visits of this customer' }),
  from: instant.optional().meta({ description: 'Starting at or after this instant' }),
  to: instant.optional().meta({ description: 'Starting before this instant' }),
});

/** The list of visits: each where its first part is. */
export function visitRoutes(hub: HubContext): Route[] {
  const cursors = cursorCodec(hub.secret);
  return [
    {
      method: 'GET',
      path: '/v2/visits',
      operation: 'list_visits',
      tag: 'visits',
      summary: 'List visits of several services, each where its first part is',
      scope: 'bookings:read',
      query: listQuery,
      answers: [
        {
          status: 200,
          description: 'A page',
          schema: z.object({
            data: z.array(visit),
            has_more: z.boolean(),
            next_cursor: z.string().nullable(),
            prev_cursor: z.string().nullable(),
          }),
        },
      ],
      errors: ['validation_failed', 'invalid_cursor', 'cursor_expired'],
      async handle({ caller, query }) {
        const { cursor, limit, sort, customer_id, from, to } = query as z.output<typeof listQuery>;
        const conditions: Condition[] = [['visit_part', '=', 1]];
        if (customer_id) conditions.push(['customer_id', '=', customer_id]);
        if (from) conditions.push(['start_at', '>=', from]);
        if (to) conditions.push(['start_at', '<', to]);
        const store = hub.stores[caller.mode];
        const body = await store.read(caller.tenant, async (view) => {
          const request = { name: 'bookings' as const, tenant: caller.tenant, sort, limit, cursor };
          const page = readPage(store, view, cursors, { ...request, conditions: followed(view, conditions) });
          const data = [];
          for (const first of page.docs) {
            const id = 'visit_id' in first ? String(first.visit_id) : '';
            const parts = await loadParts(view, id);
            if (!isRefusal(parts)) data.push(z.encode(visit, shownVisit(id, parts)));
          }
          const next = page.hasNext ? page.cursorAt(-1) : null;
          return {
            data,
            has_more: next !== null,
            next_cursor: next,
            prev_cursor: page.hasPrevious ? page.cursorAt(0, true) : null,
          };
        });
        return { status: 200, body };
      },
    },
  ];
}
