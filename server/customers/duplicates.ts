import * as z from 'zod';
import { RefusalError } from '../../shared/errors.ts';
import { definitions } from '../../shared/resources/index.ts';
import { customerId } from '../../shared/resources/parts.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import type { cursorCodec } from '../api/cursor.ts';
import { notThere } from '../api/not-there.ts';
import { shown } from '../api/render.ts';
import type { Route } from '../api/route.ts';
import type { Pair } from '../store/store.ts';

const reasons = ['same_name', 'same_phone', 'same_email'] as const;

const row = z
  .object({
    customers: z.array(definitions.customers.wire).meta({ description: 'The two, the smaller id first' }),
    reasons: z.array(z.enum(reasons)),
    certainty: z.enum(['likely', 'possible']).meta({
      description: 'Families share phones and addresses: without the same name it is only possible',
    }),
  })
  .meta({ id: 'DuplicatePair' });

const query = z.strictObject({
  cursor: z.string().max(2000).optional(),
  limit: wholeNumber(z.int().min(1).max(100)).default(25),
  customer_id: customerId.optional().meta({ description: 'Only those that may be this customer' }),
});

/** Pairs of records that may be one person; what to do about them is for people to say. */
export function duplicatesRoute(cursors: ReturnType<typeof cursorCodec>): Route {
  return {
    method: 'GET',
    path: '/v2/customers/duplicates',
    operation: 'list_customer_duplicates',
    tag: 'customers',
    summary: 'Pairs of customers that may be one person, and why',
    scope: 'customers:read',
    query,
    answers: [
      {
        status: 200,
        description: 'A page',
        schema: z.object({
          data: z.array(row),
          has_more: z.boolean(),
          next_cursor: z.string().nullable(),
          prev_cursor: z.null(),
        }),
      },
    ],
    errors: ['not_found', 'erased', 'invalid_cursor'],
    async handle(call) {
      const { hub, caller } = call;
      const asked = call.query as z.output<typeof query>;
      const store = hub.stores[caller.mode];
      return store.read(caller.tenant, async (view) => {
        const one = asked.customer_id && (await view.get('customers', asked.customer_id));
        if (asked.customer_id && !one) throw new RefusalError(notThere(view, 'customers', asked.customer_id));
        const of = one ? one.id : undefined;
        const order = `duplicates ${store.epoch} ${of ?? ''}`;
        const at = asked.cursor === undefined ? undefined : cursors.read(asked.cursor, order);
        const after = at && ([String(at.value), at.id] as const);
        const pairs = view.pairs('customers', { limit: asked.limit + 1, after, of });
        const page = pairs.slice(0, asked.limit);
        const docs = await view.range('customers', [['id', 'in', page.flatMap(({ ids }) => ids)]]);
        const byId = new Map(docs.map((doc) => [doc.id, shown(definitions.customers, doc, caller)]));
        const last = pairs.length > asked.limit ? page.at(-1) : undefined;
        return {
          status: 200,
          body: {
            data: page.map((pair) => ({
              customers: pair.ids.flatMap((id) => byId.get(id) ?? []),
              reasons: reasonsOf(pair),
              certainty: pair.name ? 'likely' : 'possible',
            })),
            has_more: last !== undefined,
            next_cursor: last
              ? cursors.write({ order, value: last.ids[0], id: last.ids[1], backwards: false })
              : null,
            prev_cursor: null,
          },
        };
      });
    },
  };
}

function reasonsOf({ name, phone, email }: Pair): string[] {
  const holds = { same_name: name, same_phone: phone, same_email: email };
  return reasons.filter((reason) => holds[reason]);
}
