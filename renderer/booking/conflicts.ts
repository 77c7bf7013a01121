import { t } from '@lingui/core/macro';
import * as z from 'zod';
import type { Refusal } from '../../shared/errors.ts';
import type { Conflict } from '../../shared/time/availability-types.ts';

/** What the words about a conflict are made of; what is not known stays vague. */
export interface Lookup {
  resource(id: string): string | undefined;
  /** `Priya Sharma, 10:30 – 11:00` */
  booking(id: string): string | undefined;
  /** `Annual leave` */
  block(id: string): string | undefined;
  /** Who holds the time. */
  hold(id: string): string | undefined;
}

/**
 * Why a time cannot be had, in plain words.
 * @param resourceId The resource asked for, where the conflict names none.
 */
export function conflictWords(conflict: Conflict, lookup: Lookup, resourceId?: string): string {
  const who = lookup.resource(conflict.resource_id ?? resourceId ?? '');
  const id = conflict.id ?? '';
  switch (conflict.type) {
    case 'existing_booking': {
      const booking = lookup.booking(id);
      if (!booking) return who ? t`${who} is booked already` : t`The time is booked already`;
      return who ? t`${who} has ${booking}` : t`Booked: ${booking}`;
    }
    case 'held':
      return t`${{ who: lookup.hold(id) ?? t`Somebody` }} is booking this time right now`;
    case 'outside_working_hours':
      return who ? t`Outside the working hours of ${who}` : t`Outside working hours`;
    case 'time_off':
      return withReason(who ? t`${who} is away` : t`Away`, lookup.block(id));
    case 'closure':
      return withReason(t`The practice is closed`, lookup.block(id));
    case 'external_busy':
      return who ? t`${who} is busy in an outside calendar` : t`Busy in an outside calendar`;
    case 'resource_offline':
      return who ? t`${who} takes no bookings at the moment` : t`It takes no bookings at the moment`;
    case 'skill_missing':
      return who ? t`${who} doesn’t do this service` : t`Nobody here does this service`;
    case 'min_notice':
      return t`Too soon: the service asks for more notice`;
    case 'beyond_horizon':
      return t`Too far ahead for this service`;
    case 'capacity_full':
      return t`Full: nobody and nothing else that is needed is free`;
  }
}

function withReason(words: string, reason: string | undefined): string {
  return reason ? `${words} (${reason})` : words;
}

/** A free start offered in place of the one refused. */
export interface Suggestion {
  readonly start_at: string;
  readonly resource_id: string;
}

const conflictTypes = [
  'existing_booking',
  'outside_working_hours',
  'time_off',
  'closure',
  'resource_offline',
  'held',
  'capacity_full',
  'skill_missing',
  'min_notice',
  'beyond_horizon',
  'external_busy',
] as const satisfies readonly Conflict['type'][];

const conflictSchema = z.object({
  type: z.enum(conflictTypes),
  id: z.string().optional(),
  resource_id: z.string().optional(),
});
const suggestionSchema = z.object({ start_at: z.string(), resource_id: z.string() });

/** The conflicts that a refusal lists; none where it is of another kind. */
export function conflictsOf(refusal: Refusal): Conflict[] {
  const { data = [] } = z.array(conflictSchema).safeParse(refusal.details?.conflicts);
  return data.map(({ type, id, resource_id }) => ({
    type,
    ...(id && { id }),
    ...(resource_id && { resource_id }),
  }));
}

/** The suggestions that a refusal brings (rule A10). */
export function suggestionsOf(details: Readonly<Record<string, unknown>> | undefined): Suggestion[] {
  return z.array(suggestionSchema).safeParse(details?.suggestions).data ?? [];
}
