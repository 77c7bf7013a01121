import type { CommandName } from '../../shared/commands/index.ts';
import { doneAgain, takenBack } from '../../shared/commands/reasons.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Override } from '../../shared/time/availability-types.ts';
import { minutes, parseInstant } from '../../shared/time/instants.ts';

/** One command with its arguments in wire form. */
export interface Step {
  readonly name: CommandName;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What no command of the desk does: the hub is asked by whoever signed in. Answers why not. */
export interface Asked {
  readonly ask: () => Promise<Refusal | undefined>;
}

/** How to take something back, and how to do it again. */
export interface Reversal {
  readonly undo: readonly (Step | Asked)[];
  readonly redo: readonly (Step | Asked)[];
  /**
   * Where one of the two makes something that was deleted: both, with a new id in them, as ids are never used again.
   * Asked for each time before it is made.
   */
  readonly anew?: { readonly way: 'undo' | 'redo'; readonly steps: () => Pick<Reversal, 'undo' | 'redo'> };
}

/** One by commands alone. */
export interface StepReversal extends Reversal {
  readonly undo: readonly Step[];
  readonly redo: readonly Step[];
}

/** Going back to where something was may not fail by a rule that did not hinder it there. */
const softRules: readonly Override[] = [
  'outside_working_hours',
  'time_off',
  'closure',
  'min_notice',
  'beyond_horizon',
  'slot_step',
];

/**
 * The commands that take a step on a booking back and do it again; undefined where there is no way back.
 * @param before The booking as it was; absent where the step made it.
 */
export function reversalOf(step: Step, id: string, before: Booking | undefined): StepReversal | undefined {
  switch (step.name) {
    case 'bookings.create':
      return { undo: [{ name: 'bookings.cancel', args: { id, reason: takenBack } }], redo: [reopen(id)] };
    case 'bookings.cancel':
    case 'bookings.no_show':
      return { undo: [reopen(id)], redo: [step] };
    case 'bookings.confirm':
    case 'bookings.check_in':
    case 'bookings.start':
      return { undo: [plain('step_back', id)], redo: [step] };
    case 'bookings.complete':
      return { undo: [reopen(id), plain('check_in', id), plain('start', id)], redo: [step] };
    case 'bookings.reopen':
      return before && { undo: closeAgain(before), redo: [step] };
    case 'bookings.reschedule':
      return before && { undo: [backTo(before)], redo: [withSoftRules(step)] };
    case 'bookings.update':
      return before && { undo: [{ name: step.name, args: fieldsBefore(step, before) }], redo: [step] };
    default:
      return undefined;
  }
}

function plain(
  verb: 'step_back' | 'check_in' | 'start' | 'complete' | 'no_show' | 'reopen',
  id: string,
): Step {
  return { name: `bookings.${verb}`, args: { id } };
}

function reopen(id: string): Step {
  return plain('reopen', id);
}

function closeAgain(before: Booking): Step[] {
  const { id } = before;
  if (before.status === 'no_show') return [plain('no_show', id)];
  if (before.status === 'completed')
    return [plain('check_in', id), plain('start', id), plain('complete', id)];
  return [
    { name: 'bookings.cancel', args: { id, ...(before.cancel_reason && { reason: before.cancel_reason }) } },
  ];
}

function backTo(before: Booking): Step {
  const args = {
    id: before.id,
    start_at: before.start_at,
    // Rooms go back, too; where there is none, the service may need others by now.
    ...(before.allocations.length > 1
      ? { allocations: before.allocations }
      : { resource_id: before.resource_id }),
    duration: (parseInstant(before.end_at) - parseInstant(before.start_at)) / minutes(1),
    override: softRules,
    override_reason: before.override_reason ?? takenBack,
  };
  return { name: 'bookings.reschedule', args };
}

function withSoftRules(step: Step): Step {
  return { name: step.name, args: { override_reason: doneAgain, ...step.args, override: softRules } };
}

/** The changed fields as they were; `null` removes what was not there. */
function fieldsBefore(step: Step, before: Booking): Record<string, unknown> {
  const fields = Object.keys(step.args).filter((field) => field !== 'id');
  return {
    id: before.id,
    ...Object.fromEntries(fields.map((field) => [field, Reflect.get(before, field) ?? null])),
  };
}
