import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { holds } from '../../resources/holds.ts';
import { classId, durationMinutes, resourceId, serviceId } from '../../resources/parts.ts';
import { formatInstant, instant, minutes, parseInstant } from '../../time/instants.ts';
import { allocationArgs, overrideArgs } from '../bookings/override-args.ts';
import { placeRefusals } from '../bookings/place.ts';
import { suggestVisits } from '../bookings/suggest.ts';
import { loadVisit, placeVisit } from '../bookings/visit.ts';
import { newDoc } from '../changes.ts';
import { unlessTaken } from '../common.ts';
import { type Ctx, defineCommand } from '../define.ts';
import type { Query } from '../query.ts';
import { keptPlace } from './kept-place.ts';

/** Whoever holds more keeps time from others rather than for somebody. */
const mostPerKey = 20;

export const createHold = defineCommand({
  name: 'holds.create',
  resource: 'holds',
  summary: 'Keep a slot for some minutes',
  args: z.strictObject({
    id: holds.id.optional(),
    service_id: serviceId.optional().meta({ description: 'Needed, but with `class_id`' }),
    class_id: classId.optional().meta({ description: 'The class to keep a seat in' }),
    resource_id: resourceId.optional(),
    start_at: instant.optional().meta({ description: 'Needed, but with `class_id`' }),
    duration: durationMinutes.optional(),
    ...allocationArgs,
    hold_minutes: z.int().min(1).max(30).default(5),
    override: overrideArgs.override,
  }),
  scope: 'holds:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/holds', status: 201 }],
  emits: [],
  refuses: [...placeRefusals, 'invalid_service'],

  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'holds', args);
    if (isRefusal(taken)) return taken;
    const visit = await loadVisit(query, args, ctx);
    return isRefusal(visit) ? visit : { visit, held: await heldBy(query, ctx) };
  },

  decide({ visit, held }, args, ctx) {
    if (ctx.actor.kind === 'key' && held >= mostPerKey)
      return refuse('outside_policy', `A key may keep at most ${mostPerKey} slots at a time`, {
        policy: 'holds',
        limit: mostPerKey,
      });
    const placed = placeVisit(visit, args.override, ctx);
    if (isRefusal(placed)) return placed;
    const until = ctx.now + minutes(args.hold_minutes);
    const fields = { ...keptPlace(visit, placed, until), held_by: ctx.actor.name, holder: holderOf(ctx) };
    const doc = newDoc('holds', args.id ?? ctx.id('hold'), fields, ctx);
    const due = { at: parseInstant(doc.expires_at), command: 'holds.expire', args: { id: doc.id } };
    return { changes: [{ resource: 'holds', doc }], events: [], due: [due] };
  },

  suggest: suggestVisits,
});

/** How many slots whoever acts keeps right now; what ran out counts for nothing (rule A9). */
async function heldBy(query: Query, ctx: Ctx): Promise<number> {
  const live = await query.range('holds', [['expires_at', '>', formatInstant(ctx.now)]]);
  return live.filter(({ holder }) => holder === holderOf(ctx)).length;
}

/** Of a desk the desk itself, whoever is signed in there: the next one there goes on with the form. */
function holderOf({ actor }: Ctx): string {
  return actor.desk?.id ?? actor.id;
}
