import * as z from 'zod';
import { type Refusal, refuse } from '../../../shared/errors.ts';
import { fromMinor } from '../../../shared/money.ts';
import type { Practice } from '../../../shared/resources/practice.ts';
import type { Service } from '../../../shared/resources/services.ts';
import { weekdays } from '../../../shared/time/hours.ts';
import type { View } from '../../store/store.ts';

/** OVERVIEW's `Service` ("Consultation Types"), to the letter. */
export const serviceV1 = z
  .object({
    id: z.string().meta({ example: 'srv_consultation' }),
    name: z.string(),
    description: z.string(),
    duration: z.int().meta({ description: 'Minutes' }),
    price: z.object({
      amount: z.number(),
      currency: z.string(),
      type: z.enum(['hourly', 'flat', 'custom']),
    }),
    availability: z.object({
      days: z.array(z.string()),
      hours: z.object({ start: z.string(), end: z.string() }),
      timezone: z.string(),
    }),
  })
  .meta({ id: 'ServiceV1' });

/**
 * A service as OVERVIEW shows it, where every field is always there: without a price of its own it is agreed with the
 * customer, without hours of its own it is offered at any time.
 */
export function serviceOf(service: Service, practice: Practice): z.output<typeof serviceV1> {
  const { id, name, description, duration, price, availability } = service;
  return {
    id,
    name,
    description,
    duration,
    price: price
      ? { amount: fromMinor(price.amount_minor, price.currency), currency: price.currency, type: price.type }
      : { amount: 0, currency: practice.currency, type: 'custom' },
    availability: availability ?? {
      days: [...weekdays],
      hours: { start: '00:00', end: '24:00' },
      timezone: practice.timezone,
    },
  };
}

/** `srv_consultation` → `consultation`, as in OVERVIEW's payload. */
export function shortId(id: string): string {
  return id.replace(/^s(?:rv|vc)_/, '');
}

/** The service of an id with or without its prefix, if it is still offered; INVALID_SERVICE otherwise. */
export async function findService(view: View, id: string): Promise<Service | Refusal> {
  const ids = /^s(?:rv|vc)_/.test(id) ? [id] : [`srv_${id}`, `svc_${id}`];
  for (const one of ids) {
    const service = await view.get('services', one);
    if (service && !service.archived) return service;
  }
  return refuse('invalid_service', `There is no service ${id}`, { service: id });
}
