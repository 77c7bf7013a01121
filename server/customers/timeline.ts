import * as z from 'zod';
import { RefusalError } from '../../shared/errors.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import { toWire } from '../../shared/resources/define.ts';
import { definitions } from '../../shared/resources/index.ts';
import { instant } from '../../shared/time/instants.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import type { cursorCodec, Position } from '../api/cursor.ts';
import { notThere } from '../api/not-there.ts';
import type { Call, Reply, Route } from '../api/route.ts';
import type { View } from '../store/store.ts';

const kinds = ['visit', 'booking', 'change', 'merge', 'consent'] as const;
type Kind = (typeof kinds)[number];

/** The events of each kind; a visit is no event but the booking itself, when it takes place. */
const typesOf: Readonly<Record<Kind, readonly EventType[]>> = {
  visit: [],
  booking: [
    'booking.created',
    'booking.updated',
    'booking.rescheduled',
    'booking.checked_in',
    'booking.completed',
    'booking.cancelled',
    'booking.no_show',
    'booking.payment_received',
    'booking.reminder_sent',
  ],
  change: ['customer.created', 'customer.updated'],
  merge: ['customer.merged'],
  consent: ['customer.consent_changed'],
};

const entry = z
  .object({
    id: z.string().meta({ description: 'Id of the booking or event' }),
    kind: z.enum(kinds),
    at: instant.meta({ description: 'When it happened; of a visit: when it starts' }),
    title: z.string().meta({ description: 'What happened, in words' }),
    booking_id: z.string().optional(),
    actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }).optional(),
    object: z.record(z.string(), z.unknown()).meta({ description: 'What it is about, as it was then' }),
    previous: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'Fields that changed, as they were before' }),
  })
  .meta({ id: 'TimelineEntry' });
type Entry = z.output<typeof entry>;

/** An entry and its place: by time, events of one instant by their seq, visits of that instant below them. */
interface Placed {
  readonly entry: Entry;
  readonly at: string;
  /** 0 of a visit. */
  readonly seq: number;
}

const query = z.strictObject({
  cursor: z.string().max(2000).optional(),
  limit: wholeNumber(z.int().min(1).max(100)).default(25),
  kind: z
    .preprocess((text) => (typeof text === 'string' ? text.split(',') : text), z.array(z.enum(kinds)).min(1))
    .optional()
    .meta({ description: 'Only these kinds, separated by commas' }),
});

/** Everything that happened with a customer, and is yet to: visits, changes, merges and consents, newest first. */
export function timelineRoute(cursors: ReturnType<typeof cursorCodec>): Route {
  return {
    method: 'GET',
    path: '/v2/customers/{id}/timeline',
    operation: 'get_customer_timeline',
    tag: 'customers',
    summary: 'Visits, bookings, changes, merges and consents of a customer, newest first',
    scope: 'customers:read',
    query,
    answers: [
      {
        status: 200,
        description: 'A page',
        schema: z.object({
          data: z.array(entry),
          has_more: z.boolean(),
          next_cursor: z.string().nullable(),
          prev_cursor: z.string().nullable(),
        }),
      },
    ],
    errors: ['not_found', 'erased', 'invalid_cursor'],
    handle: (call) => timelineReply(call, cursors),
  };
}

async function timelineReply(call: Call, cursors: ReturnType<typeof cursorCodec>): Promise<Reply> {
  const { hub, caller, params } = call;
  const { cursor, limit, kind = kinds } = call.query as z.output<typeof query>;
  const id = params.id ?? '';
  const store = hub.stores[caller.mode];
  return store.read(caller.tenant, async (view) => {
    const customer = await view.get('customers', id);
    if (!customer) throw new RefusalError(notThere(view, 'customers', id));
    const order = `timeline ${store.epoch} ${customer.id} ${kind.join()}`;
    const from = cursor === undefined ? undefined : cursors.read(cursor, order);
    const upwards = from?.backwards ?? false;
    const subjects = [customer.id, ...(customer.merged_from ?? [])];
    const found = [
      ...(kind.includes('visit') ? visits(view, customer.id, limit + 1, from) : []),
      ...told(view, subjects, kind, limit + 1, from),
    ].sort((a, b) => inOrder(a, b) * (upwards ? -1 : 1));
    const more = found.length > limit;
    const page = found.slice(0, limit);
    if (upwards) page.reverse();
    const [first, last] = [page[0], page.at(-1)];
    const write = ({ at, seq, entry }: Placed, backwards: boolean) =>
      cursors.write({ order, value: JSON.stringify([at, seq]), id: entry.id, backwards });
    const hasNext = upwards || more;
    const hasPrev = upwards ? more : from !== undefined;
    return {
      status: 200,
      body: {
        data: page.map((placed) => placed.entry),
        has_more: hasNext && last !== undefined,
        next_cursor: hasNext && last ? write(last, false) : null,
        prev_cursor: hasPrev && first ? write(first, true) : null,
      },
    };
  });
}

/** Newest first; within an instant events before visits, the later event first. */
function inOrder(a: Placed, b: Placed): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  if (a.seq !== b.seq) return b.seq - a.seq;
  return a.entry.id < b.entry.id ? 1 : -1;
}

function placeOf({ value }: Position): readonly [at: string, seq: number] {
  return JSON.parse(String(value)) as [string, number];
}

function visits(view: View, customer: string, limit: number, from: Position | undefined): Placed[] {
  const [at = '', seq = 0] = from ? placeOf(from) : [];
  const rows = view.list('bookings', {
    conditions: [['customer_id', '=', customer]],
    sort: 'start_at',
    descending: true,
    limit,
    // Below an event of the same instant lie all its visits, above it none.
    ...(from && { from: { value: at, id: seq > 0 ? '\uffff' : from.id, backwards: from.backwards } }),
  }) as Booking[];
  return rows.map((booking) => ({
    at: booking.start_at,
    seq: 0,
    entry: {
      id: booking.id,
      kind: 'visit',
      at: booking.start_at,
      title: visitTitle(booking),
      booking_id: booking.id,
      object: toWire(definitions.bookings, booking),
    },
  }));
}

function visitTitle({ status }: Booking): string {
  return `A visit, ${status.replaceAll('_', ' ')}.`;
}

function told(
  view: View,
  subjects: readonly string[],
  wanted: readonly Kind[],
  limit: number,
  from: Position | undefined,
): Placed[] {
  const types = wanted.flatMap((kind) => typesOf[kind]);
  if (types.length === 0) return [];
  const [at = '', seq = 0] = from ? placeOf(from) : [];
  const page = { types, limit, upwards: from?.backwards ?? false, from: from && { at, seq } };
  return view
    .told(subjects, page)
    .map((event) => ({ at: event.created_at, seq: event.seq, entry: entryOf(event) }));
}

function entryOf({ id, type, created_at, actor, data }: EventEnvelope): Entry {
  const kind = kinds.find((one) => typesOf[one].some((known) => known === type)) ?? 'change';
  const title = Object.entries(eventTypes).find(([name]) => name === type)?.[1] ?? type;
  const booking = kind === 'booking' ? { booking_id: String(data.object.id) } : {};
  const { object, previous } = data;
  return { id, kind, at: created_at, title, ...booking, actor, object, ...(previous && { previous }) };
}
