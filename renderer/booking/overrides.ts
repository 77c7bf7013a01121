import type { Conflict, Override } from '../../shared/time/availability-types.ts';

/**
 * What staff set aside without being asked: the grid of starts always, the notice for what has begun already
 * (work is often noted afterwards). Only what was really needed is recorded on the booking.
 * @param start Milliseconds, like `now`.
 */
export function quietOverrides(start: number, now: number): Override[] {
  return start < now ? ['slot_step', 'min_notice'] : ['slot_step'];
}

const overridable: Readonly<Partial<Record<Conflict['type'], Override>>> = {
  outside_working_hours: 'outside_working_hours',
  time_off: 'time_off',
  closure: 'closure',
  min_notice: 'min_notice',
  beyond_horizon: 'beyond_horizon',
  external_busy: 'external_busy',
};

/** The rules to set aside so that these conflicts no longer count; undefined where one of them always does. */
export function overridesFor(conflicts: readonly Conflict[]): Override[] | undefined {
  const rules = new Set<Override>();
  for (const { type } of conflicts) {
    const rule = overridable[type];
    if (!rule) return undefined;
    rules.add(rule);
  }
  return rules.size > 0 ? [...rules] : undefined;
}
