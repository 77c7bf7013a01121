import { type Refusal, refuse } from '../../errors.ts';
import { checkStart } from '../../time/availability.ts';
import type {
  AvailabilityQuestion,
  Override as OverrideName,
  StartCheck,
} from '../../time/availability-types.ts';
import { formatInstant } from '../../time/instants.ts';
import type { Ctx } from '../define.ts';

export type Override = OverrideName;

/** What commands refuse with that look for a place, whichever reason there is. */
export const placeRefusals = ['resource_unavailable', 'outside_policy', 'invalid_resource'] as const;

/** Where a booking comes to lie. */
export interface Place {
  readonly resource_id: string;
  readonly allocations: { role: string; resource_id: string }[];
  readonly start_at: string;
  readonly end_at: string;
  /** The rules that really had to be set aside for it. */
  readonly override: Override[];
  readonly overbooked: boolean;
}

/**
 * Puts a visit at `start` (milliseconds since the epoch) if every rule that the caller did not set aside allows it;
 * otherwise 422 `resource_unavailable` in REF's form, or `outside_policy` for a start between two steps.
 */
export function place(
  question: AvailabilityQuestion,
  start: number,
  overrides: readonly Override[],
  ctx: Ctx,
): Place | Refusal {
  if (overrides.includes('existing_booking') && !ctx.actor.scopes.has('bookings:overbook'))
    return refuse('forbidden', 'Only a manager may book over another booking', {
      scope: 'bookings:overbook',
    });
  const strict = checkStart(question, start);
  const check =
    strict.ok || overrides.length === 0 ? strict : checkStart(question, start, new Set(overrides));
  if (!check.ok) return unavailable(question, start, check);
  const main = check.allocations[0];
  if (!main) return refuse('invalid_resource', 'No resource fits this service');
  const override = strict.ok ? [] : [...new Set(overrides)].filter((rule) => wasNeeded(strict, rule));
  return {
    resource_id: main.resource_id,
    allocations: check.allocations.map(({ role, resource_id }) => ({ role, resource_id })),
    start_at: formatInstant(start),
    end_at: formatInstant(check.end),
    override,
    overbooked: override.includes('existing_booking'),
  };
}

function wasNeeded(strict: StartCheck & { ok: false }, rule: Override): boolean {
  if (rule === 'slot_step') return strict.misaligned;
  return strict.conflicts.some(
    (conflict) => conflict.type === rule || (rule === 'existing_booking' && conflict.type === 'held'),
  );
}

function unavailable(
  question: AvailabilityQuestion,
  start: number,
  check: StartCheck & { ok: false },
): Refusal {
  if (check.conflicts.length === 0)
    return refuse(
      'outside_policy',
      `Starts are every ${question.slot_step} minutes from the start of the working day`,
      {
        policy: 'slot_step',
        slot_step: question.slot_step,
      },
    );
  const wished = question.main_resource_ids;
  const who = wished?.length === 1 ? `Resource ${wished[0]} is not` : 'No resource that fits is';
  return refuse('resource_unavailable', `${who} available at the requested time`, {
    conflicts: check.conflicts,
    requested_time: formatInstant(start),
  });
}
