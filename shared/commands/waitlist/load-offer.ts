import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import type { Hold } from '../../resources/holds.ts';
import type { WaitlistEntry } from '../../resources/waitlist.ts';
import { existing } from '../common.ts';
import type { Query } from '../query.ts';

/** An entry, and the hold of what it was offered, where that is still there. */
export async function loadOffer(
  query: Query,
  id: string,
): Promise<{ before: WaitlistEntry; hold?: Hold } | Refusal> {
  const found = await existing(query, 'waitlist', id);
  if (isRefusal(found)) return found;
  const { offer } = found.before;
  const hold = offer && (await query.get('holds', offer.hold_id));
  return { ...found, ...(hold && { hold }) };
}

/** 409: nothing was offered, or it was answered. */
export function refuseWithoutOffer({ status }: WaitlistEntry): Refusal {
  return refuse('invalid_transition', `A waitlist entry that is ${status} has no offer to answer`, {
    status,
  });
}
