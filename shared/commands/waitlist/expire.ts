import * as z from 'zod';
import { holds } from '../../resources/holds.ts';
import { waitlist } from '../../resources/waitlist.ts';
import { parseInstant } from '../../time/instants.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { loadOffer } from './load-offer.ts';
import { freedByOffer, nextTurn, takeOfferBack } from './offer-to.ts';

/** Nobody answered in time: the entry waits on, and the next one has their turn (rule A9). */
export const expireOffer = defineCommand({
  name: 'waitlist.expire_offer',
  resource: 'waitlist',
  summary: 'End an offer that nobody answered',
  args: z.strictObject({ id: waitlist.id, hold_id: holds.id }),
  scope: 'waitlist:write',
  runs: 'hub',
  http: [],
  emits: [],
  load: (query, args) => loadOffer(query, args.id),
  decide({ before, hold }, args, ctx) {
    const { offer } = before;
    const isOver = offer?.hold_id === args.hold_id && parseInstant(offer.expires_at) <= ctx.now;
    if (!offer || !isOver) return { changes: [], events: [] };
    const status = parseInstant(before.until) <= ctx.now ? 'expired' : 'waiting';
    return {
      changes: takeOfferBack(before, hold, status, ctx),
      events: [],
      due: [nextTurn(freedByOffer(offer), ctx)],
    };
  },
});

/** Somebody waited in vain. An offer that is open then ends by itself. */
export const expireWaitlistEntry = defineCommand({
  name: 'waitlist.expire',
  resource: 'waitlist',
  summary: 'End a wait that was in vain',
  args: z.strictObject({ id: waitlist.id }),
  scope: 'waitlist:write',
  runs: 'hub',
  http: [],
  emits: [],
  load: (query, args) => existing(query, 'waitlist', args.id),
  decide({ before }, _args, ctx) {
    const isOver = before.status === 'waiting' && parseInstant(before.until) <= ctx.now;
    if (!isOver) return { changes: [], events: [] };
    return {
      changes: [{ resource: 'waitlist', doc: revise(before, { status: 'expired' }, ctx), before }],
      events: [],
    };
  },
});
