import * as z from 'zod';
import { needingAttention } from '../commands/bookings/attention.ts';
import { attentionReason, bookings } from '../resources/bookings.ts';
import { dayLength, instant } from '../time/instants.ts';
import { defineQuery } from './define.ts';

const { id, customer_id, service_id, resource_id, status, start_at, end_at } = bookings.doc.shape;

/** Nobody books further ahead. */
export const attentionHorizon = 2 * 366 * dayLength;

/** Bookings still to come that somebody should look at. */
export const attentionQuery = defineQuery({
  name: 'bookings.attention',
  summary:
    'Bookings to come that lie over another, over time off or a closure, outside working hours, on a resource that is offline, or wait to be confirmed',
  path: '/bookings/attention',
  scope: 'bookings:read',
  args: z.strictObject({}),
  answer: z.object({
    data: z.array(
      z
        .object({
          booking_id: id,
          customer_id,
          service_id,
          resource_id,
          status,
          start_at,
          end_at,
          reasons: z.array(attentionReason),
        })
        .meta({ id: 'BookingAttention' }),
    ),
    endpoints: z
      .array(
        z
          .object({ endpoint_id: z.string(), disabled_at: instant, reason: z.enum(['failing', 'gone']) })
          .meta({ id: 'EndpointAttention' }),
      )
      .meta({ description: 'Webhook endpoints that were switched off for failing' }),
    seq: z.int().meta({ description: 'Version of the store that this was computed on' }),
  }),
  async run(query, _args, ctx, seq) {
    const found = await needingAttention(query, { start: ctx.now, end: ctx.now + attentionHorizon });
    const open = found.filter(({ reasons }) => reasons.length > 0);
    const data = open.map(({ booking, reasons }) => ({
      booking_id: booking.id,
      customer_id: booking.customer_id,
      service_id: booking.service_id,
      resource_id: booking.resource_id,
      status: booking.status,
      start_at: booking.start_at,
      end_at: booking.end_at,
      reasons: [...reasons],
    }));
    const off = await query.range('webhooks', [['enabled', '=', false]]);
    const endpoints = off.flatMap(({ id: endpoint_id, disabled_at, disabled_reason: reason }) =>
      disabled_at && reason ? [{ endpoint_id, disabled_at, reason }] : [],
    );
    return { data, endpoints, seq };
  },
});
