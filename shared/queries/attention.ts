import * as z from 'zod';
import { needingAttention } from '../commands/bookings/attention.ts';
import { attentionReason, bookings } from '../resources/bookings.ts';
import { dayLength, instant } from '../time/instants.ts';
import { defineQuery } from './define.ts';

const { id, customer_id, service_id, resource_id, status, start_at, end_at } = bookings.doc.shape;

/** Nobody books further ahead. */
export const attentionHorizon = 2 * 366 * dayLength;

/** Bookings still to come, and webhooks, that somebody should look at. */
export const attentionQuery = defineQuery({
  name: 'bookings.attention',
  summary:
    'Bookings to come that lie over another, over time off or a closure, outside working hours, on a resource that is offline, or wait to be confirmed; webhooks that were switched off',
  path: '/bookings/attention',
  scope: 'bookings:read',
  args: z.strictObject({
    only: z
      .enum(['bookings', 'endpoints'])
      .optional()
      .meta({ description: 'Leaves the other list empty; without it both are filled' }),
  }),
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
          .object({
            endpoint_id: z.string(),
            description: z.string(),
            host: z.string().meta({ description: 'Of its address, which may hold more than all may know' }),
            disabled_at: instant,
            reason: z.enum(['failing', 'gone', 'imported']),
          })
          .meta({ id: 'EndpointAttention' }),
      )
      .meta({ description: 'Webhook endpoints that were switched off for failing' }),
    seq: z.int().meta({ description: 'Version of the store that this was computed on' }),
  }),
  async run(query, { only }, ctx, seq) {
    const span = { start: ctx.now, end: ctx.now + attentionHorizon };
    const found = only === 'endpoints' ? [] : await needingAttention(query, span);
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
    const off = only === 'bookings' ? [] : await query.range('webhooks', [['enabled', '=', false]]);
    const endpoints = off.flatMap(
      ({ id: endpoint_id, url, description, disabled_at, disabled_reason: reason }) =>
        disabled_at && reason ? [{ endpoint_id, description, host: hostOf(url), disabled_at, reason }] : [],
    );
    return { data, endpoints, seq };
  },
});

/** An address as it is stored is a URL in its normal form, without user and password. */
function hostOf(url: string): string {
  return url.split('/')[2] ?? url;
}
