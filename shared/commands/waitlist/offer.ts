import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { classId, resourceId } from '../../resources/parts.ts';
import { waitlist } from '../../resources/waitlist.ts';
import { instant } from '../../time/instants.ts';
import { placeRefusals } from '../bookings/place.ts';
import { loadVisit } from '../bookings/visit.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { fitOf } from './match.ts';
import { offerTo } from './offer-to.ts';

export const offerWaitlistEntry = defineCommand({
  name: 'waitlist.offer',
  resource: 'waitlist',
  summary: 'Offer a time to somebody who waits: it is held until they answer or the offer expires',
  args: z.strictObject({
    id: waitlist.id,
    start_at: instant.optional().meta({ description: 'Absent: the earliest free start that they wish' }),
    resource_id: resourceId.optional().meta({ description: 'Absent: any that fits' }),
    class_id: classId.optional().meta({ description: 'A seat in this class' }),
    offer_minutes: z
      .int()
      .min(1)
      .max(7 * 24 * 60)
      .default(60)
      .meta({ description: 'How long it is held' }),
  }),
  scope: 'waitlist:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/waitlist/{id}/offer', status: 200 }],
  emits: ['waitlist.offered'],
  refuses: [...placeRefusals, 'invalid_service', 'invalid_transition'],
  async load(query, args, ctx) {
    const found = await existing(query, 'waitlist', args.id);
    if (isRefusal(found)) return found;
    const { before } = found;
    if (before.status !== 'waiting')
      return refuse('invalid_transition', `A waitlist entry that is ${before.status} is not waiting`, {
        status: before.status,
      });
    const { service_id } = before;
    const { start_at, resource_id } = args;
    const class_id = args.class_id ?? (start_at ? undefined : before.class_id);
    const isSaid = start_at !== undefined || class_id !== undefined;
    const wish = isSaid
      ? { service_id, start_at, resource_id, class_id }
      : await fitOf(query, before, undefined, ctx);
    if (!wish)
      return refuse('resource_unavailable', 'Nothing that they wish is free', {
        conflicts: [{ type: 'capacity_full' }],
      });
    const { class_id: ofClass, start_at: at, resource_id: who } = wish;
    const visit = await loadVisit(
      query,
      { service_id, class_id: ofClass, start_at: at, resource_id: who },
      ctx,
    );
    return isRefusal(visit) ? visit : { before, visit };
  },
  decide: ({ before, visit }, args, ctx) => offerTo(before, visit, args.offer_minutes, ctx),
});
