import * as z from 'zod';
import { waitlist } from '../../resources/waitlist.ts';
import { type Change, revise } from '../changes.ts';
import { defineCommand } from '../define.ts';
import { removeHold } from '../holds/remove.ts';
import { loadOffer } from './load-offer.ts';
import { freedByOffer, nextTurn } from './offer-to.ts';

export const leaveWaitlist = defineCommand({
  name: 'waitlist.delete',
  resource: 'waitlist',
  summary: 'Take somebody off the waitlist; what they were offered goes to the next',
  args: z.strictObject({ id: waitlist.id }),
  scope: 'waitlist:write',
  runs: 'anywhere',
  http: [{ method: 'DELETE', path: '/waitlist/{id}', status: 204 }],
  emits: [],
  load: (query, args) => loadOffer(query, args.id),
  decide({ before, hold }, _args, ctx) {
    const gone: Change = { resource: 'waitlist', doc: revise(before, {}, ctx), before, deleted: true };
    const { offer } = before;
    return {
      changes: [gone, ...(hold ? removeHold(hold, ctx).changes : [])],
      events: [],
      due: offer ? [nextTurn(freedByOffer(offer), ctx)] : [],
    };
  },
});
