import type { AnyStaff } from './any-staff.ts';
import type { Claim } from './claim.ts';
import type { WorkingHours } from './hours.ts';
import type { Interval } from './interval.ts';

/** What availability needs to know of one resource; times are milliseconds since the epoch. */
export interface CandidateResource {
  readonly id: string;
  readonly kind: string;
  readonly skills: readonly string[];
  readonly online: boolean;
  readonly shared_buffers: boolean;
  readonly timezone: string;
  /** Absent: not limited by hours (a room, a device). */
  readonly working_hours?: WorkingHours | undefined;
  /** Lower comes first where nothing else decides (rule A5, `priority`). */
  readonly sort_order: number;
  /** Claims near the asked range, any order; expired holds may be among them (rule A9). */
  readonly claims: readonly Claim[];
  /** Time off and external busy time of this resource, and closures of the practice; any order. */
  readonly blocks: readonly Block[];
  /** This resource's duration of the visit in minutes (rule A11). */
  readonly duration: number;
}

export interface Block extends Interval {
  readonly id: string;
  readonly kind: 'time_off' | 'closure' | 'external_busy';
}

/** One role that a visit must fill (rule A4). */
export interface Need {
  readonly role: string;
  /** Any of these; otherwise any of `kind`; `skills` must all be there in both cases. */
  readonly resource_ids?: readonly string[] | undefined;
  readonly kind?: string | undefined;
  readonly skills: readonly string[];
  readonly count: number;
}

/** Everything that decides whether a service can start at an instant. */
export interface AvailabilityQuestion {
  readonly now: number;
  /** Buffers in minutes. */
  readonly buffer_before: number;
  readonly buffer_after: number;
  /** Minutes between offered starts, counted from the start of the main resource's working day (rule A7). */
  readonly slot_step: number;
  /** Minutes; both are soft rules (rule A8). */
  readonly min_notice: number;
  readonly max_horizon?: number | undefined;
  /** When the service is offered at all; absent: whenever its resources work. */
  readonly service_hours?: { readonly timezone: string; readonly hours: WorkingHours } | undefined;
  /** At least one; the first need is the one that the caller's `resource_id` fills. */
  readonly needs: readonly Need[];
  readonly resources: readonly CandidateResource[];
  /** Claims of these owners count for nothing: the booking being moved (rule B3), the caller's own hold. */
  readonly ignore_owners?: readonly string[];
  /** Wishes the caller made: only these may be the main resource, which is the first unit of the first need. */
  readonly main_resource_ids?: readonly string[] | undefined;
  /** How the main resource is chosen among those who are free (rule A5); absent: `priority`. */
  readonly any_staff?: AnyStaff | undefined;
}

/** Why a start is refused; the list is REF's and API.md's `details.conflicts`. */
export interface Conflict {
  readonly type:
    | 'existing_booking'
    | 'outside_working_hours'
    | 'time_off'
    | 'closure'
    | 'resource_offline'
    | 'held'
    | 'capacity_full'
    | 'skill_missing'
    | 'min_notice'
    | 'beyond_horizon'
    | 'external_busy';
  /** The booking, hold or block that is in the way. */
  readonly id?: string;
  /** The resource this is about, where it is not the one asked for. */
  readonly resource_id?: string;
}

export interface Allocation {
  readonly role: string;
  readonly resource_id: string;
}

/** An offered start; instants in milliseconds since the epoch. */
export interface Slot {
  readonly start: number;
  /** End with the chosen main resource. */
  readonly end: number;
  /** The main resource that would be chosen. */
  readonly resource_id: string;
  /** Every main resource that could take it, best first. */
  readonly options: readonly { readonly resource_id: string; readonly end: number }[];
  /** What would be claimed if booked right then, one entry per needed resource, the main one first. */
  readonly allocations: readonly Allocation[];
}

/** What booking one start would do. */
export type StartCheck =
  | { readonly ok: true; readonly end: number; readonly allocations: readonly Allocation[] }
  | {
      readonly ok: false;
      /** At least one, unless `misaligned` is the only reason. */
      readonly conflicts: readonly Conflict[];
      /** The start lies between two steps of `slot_step` (rule A7). */
      readonly misaligned: boolean;
    };

/**
 * Rules a desk may set aside, with a recorded reason (rule A8, API.md "Booking life cycle").
 * `existing_booking` stands for holds too, `outside_working_hours` for `slot_step` too.
 */
export type Override =
  | 'outside_working_hours'
  | 'time_off'
  | 'closure'
  | 'external_busy'
  | 'min_notice'
  | 'beyond_horizon'
  | 'slot_step'
  | 'existing_booking';
