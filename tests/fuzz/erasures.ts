import { fieldOf } from '../../shared/resources/define.ts';
import type { ChangeLog, LoggedChange } from '../kit/change-log.ts';

/**
 * Tells what erasing did from what was asked for: a customer's end, and right behind it their visits, which say no more than
 * that they were. However often it is asked for, it happens once; and once more after a restore that brought them back.
 */
export function erasuresIn({ entries }: ChangeLog): {
  readonly erased: ReadonlySet<string>;
  readonly others: readonly LoggedChange[];
} {
  const erased = new Set<string>();
  const others: LoggedChange[] = [];
  let person: string | undefined;
  for (const entry of entries) {
    if (entry.kind === 'event') person = undefined;
    else if (entry.resource === 'customers' && entry.deleted) {
      person = entry.id;
      erased.add(entry.id);
    } else if (
      entry.resource !== 'bookings' ||
      person === undefined ||
      fieldOf(entry.doc, 'customer_id') !== person
    ) {
      person = undefined;
      others.push(entry);
    }
  }
  return { erased, others };
}
