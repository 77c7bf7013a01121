import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { customerId } from '../../resources/parts.ts';
import { type PlacedLink, placeChain } from '../../time/chain.ts';
import { formatInstant, instant, minutes, parseInstant } from '../../time/instants.ts';
import { neededOverrides } from '../../time/set-aside.ts';
import { historyEntry } from '../bookings/history.ts';
import { overrideArgs } from '../bookings/override-args.ts';
import { barredOverride, chosenByOf, placeRefusals, unavailable } from '../bookings/place.ts';
import { overrideOf } from '../bookings/question.ts';
import { type Change, newDoc } from '../changes.ts';
import { unlessTaken } from '../common.ts';
import { type Ctx, defineCommand, type EventDraft } from '../define.ts';
import { visitAnswer } from './answer.ts';
import { type LoadedItem, loadItems, visitItems } from './items.ts';
import { partId } from './load.ts';
import { suggestStays } from './suggest.ts';

const { channel, notes, send_confirmation, metadata } = bookings.create.shape;

export const createVisit = defineCommand({
  name: 'visits.create',
  resource: 'bookings',
  summary: 'Book several services in one stay, each with its own person and room: all or none',
  args: z.strictObject({
    id: z
      .string()
      .regex(
        /^vis_[A-Za-z0-9_]{1,45}$/,
        'must start with vis_ and have 1 to 45 letters, digits or _ after it',
      )
      .optional()
      .meta({ description: 'Id of the visit' }),
    customer_id: customerId,
    start_at: instant,
    items: visitItems,
    channel,
    notes,
    send_confirmation,
    metadata,
    ...overrideArgs,
  }),
  scope: 'bookings:write',
  runs: 'anywhere',
  answer: visitAnswer,
  http: [{ method: 'POST', path: '/visits', status: 201 }],
  emits: ['booking.created', 'booking.confirmed', 'booking.conflict_detected'],
  refuses: [...placeRefusals, 'invalid_service', 'invalid_customer'],

  async load(query, args, ctx) {
    const { id = ctx.id('vis'), customer_id, start_at, items } = args;
    const taken = await unlessTaken(query, 'bookings', { id: partId(id, 0) });
    if (isRefusal(taken)) return refuse('id_taken', `There is a visit with the id ${id} already`, { id });
    if (!(await query.get('customers', customer_id)))
      return refuse('invalid_customer', `There is no customer ${customer_id}`, { customer_id });
    const start = parseInstant(start_at);
    const span = { start, end: start + minutes(1) };
    const links = await loadItems(query, items, span, (index) => partId(id, index), ctx);
    return isRefusal(links) ? links : { id, links };
  },

  decide({ id, links }, args, ctx) {
    const { override, override_reason } = args;
    const barred = barredOverride(override, ctx);
    if (barred) return barred;
    const check = placeChain(links, parseInstant(args.start_at), new Set(override));
    if (!check.ok) {
      const question = links[check.at]?.question;
      const refusal = question
        ? unavailable(question, check.start, check.check)
        : refuse('resource_unavailable', 'The visit cannot be then');
      return { ...refusal, details: { ...refusal.details, item: check.at } };
    }
    const changes: Change[] = [];
    const events: EventDraft[] = [];
    for (const [index, placed] of check.placed.entries()) {
      const link = links[index];
      if (!link) continue;
      const needed = neededRules(placed, override);
      const doc = newDoc(
        'bookings',
        link.id,
        {
          ...partOf(link, placed, ctx),
          metadata: args.metadata,
          channel: args.channel,
          notes: index === 0 ? args.notes : undefined,
          send_confirmation: args.send_confirmation,
          customer_id: args.customer_id,
          visit_id: id,
          visit_part: index + 1,
          override: needed,
          override_reason: needed.length > 0 ? override_reason : undefined,
          overbooked: needed.includes('existing_booking'),
        },
        ctx,
      );
      const change = { resource: 'bookings' as const, doc };
      changes.push(change);
      events.push({ type: 'booking.created', change });
      if (doc.status === 'confirmed') events.push({ type: 'booking.confirmed', change });
      if (doc.overbooked) events.push({ type: 'booking.conflict_detected', change });
    }
    return { changes, events };
  },

  suggest: suggestStays,
});

/** The rules that really had to be set aside for a part. */
export function neededRules({ strict }: PlacedLink, override: z.output<typeof overrideArgs.override>) {
  return strict.ok ? [] : neededOverrides(strict, override);
}

/** What a part's booking says of where it lies and what it is. */
function partOf({ service, question }: LoadedItem, { start, end, allocations }: PlacedLink, ctx: Ctx) {
  const resource_id = allocations[0]?.resource_id ?? '';
  return {
    service_id: service.id,
    status: service.requires_confirmation ? ('pending' as const) : ('confirmed' as const),
    resource_id,
    allocations: allocations.map((one) => ({ ...one })),
    chosen_by: chosenByOf(question, resource_id, start),
    start_at: formatInstant(start),
    end_at: formatInstant(end),
    buffer_before: service.buffer_before,
    buffer_after: service.buffer_after,
    price: overrideOf(service, resource_id)?.price ?? service.price,
    sequence: 0,
    history: [historyEntry('created', {}, ctx)],
  };
}
