import { type Refusal, refuse } from '../../errors.ts';
import type { ChosenBy } from '../../resources/parts.ts';
import { reasonFor } from '../../time/any-staff.ts';
import { checkStart } from '../../time/availability.ts';
import type {
  AvailabilityQuestion,
  Override as OverrideName,
  StartCheck,
} from '../../time/availability-types.ts';
import { formatInstant } from '../../time/instants.ts';
import { neededOverrides } from '../../time/set-aside.ts';
import type { Ctx } from '../define.ts';

export type Override = OverrideName;

/** What commands refuse with that look for a place, whichever reason there is. */
export const placeRefusals = ['resource_unavailable', 'outside_policy', 'invalid_resource'] as const;

/** Where a booking comes to lie. */
export interface Place {
  readonly resource_id: string;
  readonly allocations: { role: string; resource_id: string }[];
  /** Absent where the main resource was named. */
  readonly chosen_by: ChosenBy | undefined;
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
  const barred = barredOverride(overrides, ctx);
  if (barred) return barred;
  const strict = checkStart(question, start);
  const check =
    strict.ok || overrides.length === 0 ? strict : checkStart(question, start, new Set(overrides));
  if (!check.ok) return unavailable(question, start, check);
  const main = check.allocations[0];
  if (!main) return refuse('invalid_resource', 'No resource fits this service');
  const override = neededOverrides(strict, overrides);
  return {
    resource_id: main.resource_id,
    allocations: check.allocations.map(({ role, resource_id }) => ({ role, resource_id })),
    chosen_by: chosenByOf(question, main.resource_id, start),
    start_at: formatInstant(start),
    end_at: formatInstant(check.end),
    override,
    overbooked: override.includes('existing_booking'),
  };
}

/** Refuses to set aside what whoever acts may not (API.md, "Booking life cycle"). */
export function barredOverride(overrides: readonly Override[], ctx: Ctx): Refusal | undefined {
  if (!overrides.includes('existing_booking') || ctx.actor.scopes.has('bookings:overbook')) return undefined;
  return refuse('forbidden', 'Only a manager may book over another booking', { scope: 'bookings:overbook' });
}

/** How the main resource of a start was chosen (rule A5); undefined where there was no choice. */
export function chosenByOf(
  question: AvailabilityQuestion,
  resourceId: string | undefined,
  start: number,
): ChosenBy | undefined {
  const chosen = question.resources.find(({ id }) => id === resourceId);
  if (!question.any_staff || !chosen) return undefined;
  return { rule: question.any_staff.rule, reason: reasonFor(question, chosen, start) };
}

/** 422 `resource_unavailable` in REF's form, or `outside_policy` for a start between two steps. */
export function unavailable(
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
