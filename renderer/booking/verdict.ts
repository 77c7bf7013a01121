import { chosenByOf } from '../../shared/commands/bookings/place.ts';
import { isRefusal, type Refusal } from '../../shared/errors.ts';
import type { AnyStaffRule } from '../../shared/time/any-staff.ts';
import { checkStart } from '../../shared/time/availability.ts';
import type { AvailabilityQuestion, Conflict } from '../../shared/time/availability-types.ts';
import { overridesFor, quietOverrides } from './overrides.ts';

/** What the rules say to a start. */
export type Verdict =
  | { readonly kind: 'checking' }
  | {
      readonly kind: 'free';
      readonly end: number;
      readonly resource_id: string;
      /** What it would occupy besides: a room, a device. */
      readonly others: readonly string[];
      /** How whoever gives it was chosen, where nobody was named (rule A5). */
      readonly chosen_by: AnyStaffRule | undefined;
    }
  /** Only soft rules are in the way: staff may set them aside with a reason. */
  | { readonly kind: 'ask'; readonly conflicts: readonly Conflict[] }
  | { readonly kind: 'no'; readonly conflicts: readonly Conflict[]; readonly refusal?: Refusal };

/**
 * Judges a start by the same check that the command makes.
 * @param question As loaded, or why there is none.
 * @param start Milliseconds.
 */
export function judge(question: AvailabilityQuestion | Refusal, start: number): Verdict {
  if (isRefusal(question)) return { kind: 'no', conflicts: [], refusal: question };
  const check = checkStart(question, start, new Set(quietOverrides(start, question.now)));
  if (check.ok) {
    const [main = '', ...others] = check.allocations.map(({ resource_id }) => resource_id);
    const chosen_by = chosenByOf(question, main, start)?.rule;
    return { kind: 'free', end: check.end, resource_id: main, others, chosen_by };
  }
  return { kind: overridesFor(check.conflicts) ? 'ask' : 'no', conflicts: check.conflicts };
}
