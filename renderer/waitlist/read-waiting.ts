import type { Ctx } from '../../shared/commands/define.ts';
import type { Query } from '../../shared/commands/query.ts';
import { fitOf, inOrder } from '../../shared/commands/waitlist/match.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Service } from '../../shared/resources/services.ts';
import type { WaitlistEntry } from '../../shared/resources/waitlist.ts';

/** What somebody who waits could have right now. */
export interface FreeNow {
  readonly start_at: string;
  readonly resource_id: string;
  readonly class_id?: string | undefined;
}

/** Somebody who waits, or has been offered a time. */
export interface Waiting {
  readonly entry: WaitlistEntry;
  readonly customer: Customer | undefined;
  readonly service: Service | undefined;
  readonly people: readonly string[];
  readonly free: FreeNow | undefined;
}

/** Those with an offer first, since somebody is to answer; then those who wait, in the order of their turns. */
export async function readWaiting(query: Query, ctx: Ctx): Promise<Waiting[]> {
  const offered = await query.range('waitlist', [['status', '=', 'offered']]);
  const waiting = await inOrder(query);
  const rows: Waiting[] = [];
  for (const entry of [...offered, ...waiting]) {
    const people = (entry.resource_ids ?? []).map((id) => query.get('resources', id));
    rows.push({
      entry,
      customer: await query.get('customers', entry.customer_id),
      service: await query.get('services', entry.service_id),
      people: (await Promise.all(people)).flatMap((each) => each?.name ?? []),
      free: entry.status === 'waiting' ? await fitOf(query, entry, undefined, ctx) : undefined,
    });
  }
  return rows;
}
