import * as z from 'zod';
import { missing } from '../commands/common.ts';
import type { Ctx } from '../commands/define.ts';
import type { Query } from '../commands/query.ts';
import { isRefusal } from '../errors.ts';
import { findSlots } from '../time/availability.ts';
import {
  asOf,
  claimsOf,
  questionOf,
  rangeArgs,
  shownSlot,
  slot,
  spanOf,
  validUntil,
  visitArgs,
  zoneOf,
} from './ask.ts';
import { defineQuery } from './define.ts';
import { openSlots } from './sessions.ts';

const args = z.strictObject({ ...visitArgs, ...rangeArgs });
const answer = z.object({ data: z.array(slot), ...asOf });

/** All free starts of a service in a range: exactly those that `POST /bookings` would accept right then (rule A1). */
export const findSlotsQuery = defineQuery({
  name: 'availability.slots',
  summary: 'Free starts of a service in a range of at most 62 days',
  path: '/availability/slots',
  scope: 'availability:read',
  public: true,
  args,
  answer,
  refuses: ['invalid_service', 'invalid_resource'],
  run: slotsIn,
});

/** The same under the service's own path. */
export const serviceSlotsQuery = defineQuery({
  name: 'services.availability',
  summary: 'Free starts of this service in a range of at most 62 days',
  path: '/services/{service_id}/availability',
  scope: 'availability:read',
  public: true,
  args,
  answer,
  refuses: ['invalid_service', 'invalid_resource'],
  async run(query, asked, ctx, seq) {
    const service = await query.get('services', asked.service_id);
    return service ? slotsIn(query, asked, ctx, seq) : missing('services', asked.service_id);
  },
});

async function slotsIn(query: Query, asked: z.output<typeof args>, ctx: Ctx, seq: number) {
  const span = spanOf(asked, await zoneOf(query, asked, ctx));
  if (isRefusal(span)) return span;
  const found = await questionOf(query, asked, span, ctx);
  if (isRefusal(found)) return found;
  const { service, question } = found;
  const wish = { service, resourceIds: asked.resource_id, span };
  if (service.capacity) return { data: await openSlots(query, wish, ctx), seq };
  const data = findSlots(question, span).map((one) => shownSlot(service, one));
  return { data, seq, ...validUntil(claimsOf(question), ctx) };
}
