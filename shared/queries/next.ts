import * as z from 'zod';
import { isRefusal } from '../errors.ts';
import { nextStarts } from '../time/availability.ts';
import { dayLength } from '../time/instants.ts';
import { wholeNumber } from '../wire/whole-number.ts';
import {
  asOf,
  choice,
  choiceOf,
  claimsOf,
  inParts,
  questionOf,
  shownSlot,
  sinceArgs,
  slot,
  startOf,
  validUntil,
  visitArgs,
  zoneOf,
} from './ask.ts';
import { defineQuery } from './define.ts';
import { openSlots } from './sessions.ts';

/** Most often the first days have enough; nobody books further ahead than the last. */
const horizons = [7 * dayLength, 62 * dayLength, 366 * dayLength];

/** The next free starts, however far ahead: the first of those that `/availability/slots` would tell. */
export const nextSlotsQuery = defineQuery({
  name: 'availability.next',
  summary: 'The next free starts of a service, within a year',
  path: '/availability/next',
  scope: 'availability:read',
  public: true,
  args: z.strictObject({
    ...visitArgs,
    ...sinceArgs,
    limit: wholeNumber(z.int().min(1).max(50)).default(5).meta({ description: 'How many' }),
  }),
  answer: z.object({ data: z.array(slot), ...choice, ...asOf }),
  refuses: ['invalid_service', 'invalid_resource'],
  async run(query, asked, ctx, seq) {
    const zone = await zoneOf(query, asked, ctx);
    const asOfThen = asked.from && startOf(asked.from, zone);
    const start = Math.max(asOfThen || ctx.now, ctx.now);
    for (const horizon of horizons) {
      const found = await questionOf(query, asked, { start, end: start + horizon }, ctx);
      if (isRefusal(found)) return found;
      const { service, question } = found;
      const accept = inParts(asked, zone);
      if (service.capacity) {
        const span = { start, end: start + horizon };
        const wish = { service, resourceIds: asked.resource_id, span, accept };
        const open = await openSlots(query, wish, ctx);
        if (open.length < asked.limit && horizon !== horizons.at(-1)) continue;
        return { data: open.slice(0, asked.limit), seq };
      }
      const slots = nextStarts(question, start, asked.limit, horizon, accept);
      if (slots.length < asked.limit && horizon !== horizons.at(-1)) continue;
      const data = slots.map((one) => shownSlot(service, one));
      return { data, ...choiceOf(question), seq, ...validUntil(claimsOf(question), ctx) };
    }
    return { data: [], seq };
  },
});
