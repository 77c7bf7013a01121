import * as z from 'zod';
import { missing } from '../commands/common.ts';
import type { Ctx } from '../commands/define.ts';
import type { Query } from '../commands/query.ts';
import { isRefusal } from '../errors.ts';
import { findSlots } from '../time/availability.ts';
import { dayLength } from '../time/instants.ts';
import { findStaffSlots } from '../time/set-aside.ts';
import {
  asOf,
  barredFor,
  choice,
  choiceOf,
  claimsOf,
  inParts,
  longestRange,
  questionOf,
  rangeArgs,
  shownSlot,
  slot,
  spanOf,
  staffArgs,
  validUntil,
  visitArgs,
  zoneOf,
} from './ask.ts';
import { defineQuery } from './define.ts';
import { openSlots } from './sessions.ts';

/** Starts against the rules are tried one by one. */
const longestForStaff = 7 * dayLength;

const args = z.strictObject({ ...visitArgs, ...rangeArgs, ...staffArgs });
const answer = z.object({ data: z.array(slot), ...choice, ...asOf });

/** All free starts of a service in a range: exactly those that `POST /bookings` would accept right then (rule A1). */
export const findSlotsQuery = defineQuery({
  name: 'availability.slots',
  summary: 'Free starts of a service in a range of at most 62 days',
  path: '/availability/slots',
  scope: 'availability:read',
  public: true,
  args,
  answer,
  refuses: ['invalid_service', 'invalid_resource', 'forbidden'],
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
  refuses: ['invalid_service', 'invalid_resource', 'forbidden'],
  async run(query, asked, ctx, seq) {
    const service = await query.get('services', asked.service_id);
    return service ? slotsIn(query, asked, ctx, seq) : missing('services', asked.service_id);
  },
});

async function slotsIn(query: Query, asked: z.output<typeof args>, ctx: Ctx, seq: number) {
  const zone = await zoneOf(query, asked, ctx);
  const span = spanOf(asked, zone, asked.override ? longestForStaff : longestRange);
  if (isRefusal(span)) return span;
  const barred = asked.override && barredFor(asked.override, ctx);
  if (barred) return barred;
  const found = await questionOf(query, asked, span, ctx);
  if (isRefusal(found)) return found;
  const { service, question } = found;
  const accept = inParts(asked, zone);
  if (service.capacity) {
    const wish = { service, resourceIds: asked.resource_id, span, accept };
    return { data: await openSlots(query, wish, ctx), seq };
  }
  const data = asked.override
    ? findStaffSlots(question, span, new Set(asked.override))
        .filter(({ start }) => accept?.(start) !== false)
        .map((one) => ({ ...shownSlot(service, one), override: [...one.override] }))
    : findSlots(question, span, accept).map((one) => shownSlot(service, one));
  return { data, ...choiceOf(question), seq, ...validUntil(claimsOf(question), ctx) };
}
