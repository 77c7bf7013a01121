import * as z from 'zod';
import { idSchema } from '../ids.ts';
import { weekdays } from '../time/hours.ts';
import { instant } from '../time/instants.ts';
import { partOfDay } from '../time/part-of-day.ts';
import { bookings } from './bookings.ts';
import { defineResource } from './define.ts';
import { holds } from './holds.ts';
import { bare, classId, customerId, resourceId, serviceId, text } from './parts.ts';

export const waitlistId = idSchema('wl').meta({ description: 'Id of the waitlist entry' });

/** A time that somebody who waits was offered: it is held until they answer or it expires. */
const offer = z
  .object({
    hold_id: holds.id,
    start_at: instant,
    end_at: instant,
    resource_id: resourceId,
    class_id: classId.optional(),
    expires_at: instant.meta({ description: 'From then on it is the next one’s turn' }),
  })
  .meta({ id: 'WaitlistOffer', description: 'What they were offered and may accept' });

/** Somebody waits for a time that is not free yet. */
export const waitlist = defineResource({
  name: 'waitlist',
  singular: 'waitlist entry',
  description: 'Somebody waits for a time: what they wish, and what they were offered.',
  prefixes: ['wl'],
  fields: {
    resource_ids: z
      .array(resourceId)
      .min(1)
      .max(50)
      .optional()
      .meta({ description: 'Only with one of these; absent: with anybody' }),
    days: z.array(z.enum(weekdays)).min(1).max(7).optional().meta({ description: 'Only on these days' }),
    parts_of_day: z.array(partOfDay).min(1).max(3).optional().meta({ description: 'Only then' }),
    until: instant.meta({ description: 'They wait for starts before this instant, and no longer' }),
    urgency: z
      .enum(['normal', 'urgent'])
      .default('normal')
      .meta({ description: 'Urgent ones come first, then whoever waits longest' }),
    notes: text(5000).optional().meta({ example: 'Can be here within an hour' }),
  },
  set: {
    customer_id: customerId,
    service_id: serviceId,
    class_id: classId.optional().meta({ description: 'Only for a seat in this class' }),
    from: instant.meta({ description: 'They wait for starts at or after this instant' }),
    walk_in: z.literal(true).optional().meta({
      description: 'They are here and wait for whatever is next: nothing is offered to them by itself',
    }),
    status: z.enum(['waiting', 'offered', 'converted', 'declined', 'expired']),
    offer: offer.optional(),
    passed: z
      .array(instant)
      .max(50)
      .meta({ description: 'Starts that they declined or let expire; these are not offered again' }),
    booking_id: bookings.id.optional().meta({ description: 'What became of it' }),
  },
  columns: ['customer_id', 'service_id', 'status', 'urgency'],
  deskIndexes: [['status']],
  filters: {
    status: { field: 'status', op: 'in', description: 'One or several statuses, separated by commas' },
    urgency: { field: 'urgency', op: 'eq', description: 'normal or urgent' },
    customer_id: { field: 'customer_id', op: 'eq', description: 'Of this customer' },
    service_id: { field: 'service_id', op: 'eq', description: 'For this service' },
  },
  sorts: ['created_at', '-created_at', '-updated_at', 'updated_at'],
  subject: 'customer_id',
  erasure: { stays: false, scrub: (doc) => bare(doc, 'notes') },
  desk: 'all',
  paths: [{ path: '/waitlist' }],
  links: (doc) => ({ customer: `/v2/customers/${doc.customer_id}` }),
  example: {
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_ids: ['res_dr_niket'],
    days: ['monday', 'tuesday'],
    parts_of_day: ['morning'],
    from: '2026-04-15T09:42:11Z',
    until: '2026-05-15T18:30:00Z',
    urgency: 'urgent',
    status: 'waiting',
    passed: [],
    notes: 'Can be here within an hour',
  },
  schemaVersion: 1,
  migrations: { 1: (old) => old },
});
export type WaitlistEntry = z.output<typeof waitlist.doc>;
