import * as z from 'zod';
import { overrideOf } from '../commands/bookings/question.ts';
import { shownVisit, visit } from '../commands/visits/answer.ts';
import { findStays } from '../commands/visits/find.ts';
import { loadItems, visitItems } from '../commands/visits/items.ts';
import { loadParts } from '../commands/visits/load.ts';
import { isRefusal } from '../errors.ts';
import { price } from '../money.ts';
import { allocation, resourceId, serviceId, visitId } from '../resources/parts.ts';
import { formatInstant, instant } from '../time/instants.ts';
import { asOf, claimsOf, rangeArgs, spanOf, validUntil, zoneOf } from './ask.ts';
import { defineQuery } from './define.ts';

/** Several services in one stay, by the id of the visit. */
export const visitQuery = defineQuery({
  name: 'visits.get',
  summary: 'Read a visit: several services in one stay',
  path: '/visits/{id}',
  scope: 'bookings:read',
  args: z.strictObject({ id: visitId }),
  answer: visit,
  async run(query, { id }) {
    const parts = await loadParts(query, id);
    return isRefusal(parts) ? parts : shownVisit(id, parts);
  },
});

const part = z
  .object({
    service_id: serviceId,
    start_at: instant,
    end_at: instant,
    resource_id: resourceId,
    allocations: z.array(allocation),
    price: price.optional(),
  })
  .meta({ id: 'VisitPart' });

/** Starts at which a whole stay can be: exactly those that `POST /visits` would accept right then (rule A1). */
export const findVisitsQuery = defineQuery({
  name: 'availability.visits',
  summary: 'Free starts of several services in one stay, in a range of at most 62 days',
  path: '/availability/visits',
  method: 'POST',
  scope: 'availability:read',
  public: true,
  args: z.strictObject({
    items: visitItems,
    ...rangeArgs,
    limit: z.int().min(1).max(200).default(50).meta({ description: 'How many starts at most' }),
  }),
  answer: z.object({
    data: z.array(
      z.object({ start_at: instant, end_at: instant, items: z.array(part) }).meta({ id: 'VisitSlot' }),
    ),
    ...asOf,
  }),
  refuses: ['invalid_service', 'invalid_resource'],
  async run(query, asked, ctx, seq) {
    const span = spanOf(asked, await zoneOf(query, asked, ctx));
    if (isRefusal(span)) return span;
    const links = await loadItems(query, asked.items, span, (index) => `bk_part_${index}`, ctx);
    if (isRefusal(links)) return links;
    const data = findStays(links, span, asked.limit).map((placed) => ({
      start_at: formatInstant(placed[0]?.start ?? 0),
      end_at: formatInstant(placed.at(-1)?.end ?? 0),
      items: placed.map(({ start, end, allocations }, index) => {
        const service = links[index]?.service;
        const resource_id = allocations[0]?.resource_id ?? '';
        return {
          service_id: service?.id ?? '',
          start_at: formatInstant(start),
          end_at: formatInstant(end),
          resource_id,
          allocations: allocations.map((one) => ({ ...one })),
          price: service && (overrideOf(service, resource_id)?.price ?? service.price),
        };
      }),
    }));
    return {
      data,
      seq,
      ...validUntil(
        links.flatMap(({ question }) => claimsOf(question)),
        ctx,
      ),
    };
  },
});
