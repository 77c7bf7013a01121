import { isRefusal } from '../../errors.ts';
import type { WaitlistEntry } from '../../resources/waitlist.ts';
import { loadVisit, type Visit } from '../bookings/visit.ts';
import { defineCommand } from '../define.ts';
import { freedTime } from './freed.ts';
import { matchesOf } from './match.ts';
import { nextTurn, offerTo } from './offer-to.ts';

/** Whose turn it is, and what they are offered; nobody where it fits nobody. */
interface Turn {
  readonly next?: { readonly entry: WaitlistEntry; readonly visit: Visit };
  readonly offerMinutes: number;
}

/** Offers time that became free to the first of those who wait that it fits, and so on while any of it is left. */
export const offerFreedTime = defineCommand({
  name: 'waitlist.offer_freed',
  resource: 'waitlist',
  summary: 'Offer time that became free to who is next',
  args: freedTime,
  scope: 'waitlist:write',
  runs: 'hub',
  http: [],
  emits: ['waitlist.offered'],
  async load(query, freed, ctx): Promise<Turn> {
    const practice = await query.get('practice', ctx.tenant);
    const offerMinutes = practice?.waitlist_offer_minutes ?? 60;
    const [fit] = offerMinutes > 0 ? await matchesOf(query, freed, 1, ctx) : [];
    if (!fit) return { offerMinutes };
    const { entry, start_at, resource_id, class_id } = fit;
    const wish = { service_id: entry.service_id, start_at, resource_id, class_id };
    const visit = await loadVisit(query, wish, ctx);
    return isRefusal(visit) ? { offerMinutes } : { next: { entry, visit }, offerMinutes };
  },
  decide({ next, offerMinutes }, freed, ctx) {
    if (!next) return { changes: [], events: [] };
    const offered = offerTo(next.entry, next.visit, offerMinutes, ctx);
    if (isRefusal(offered)) return { changes: [], events: [] };
    return { ...offered, due: [...(offered.due ?? []), nextTurn(freed, ctx)] };
  },
});
