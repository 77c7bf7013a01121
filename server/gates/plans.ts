import type { Plan, RateQuotas } from '../../shared/resources/practice.ts';
import type { Window } from './rate-limit.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** REF's table. Enterprise is negotiated; a key that has the plan by itself may do what a hub's own computer can. */
const limits: Readonly<Record<Plan, RateQuotas>> = {
  solo: { per_second: 5, per_minute: 200, per_day: 10_000 },
  starter: { per_second: 10, per_minute: 500, per_day: 50_000 },
  business: { per_second: 50, per_minute: 2_000, per_day: 200_000 },
  scale: { per_second: 200, per_minute: 10_000, per_day: 1_000_000 },
  enterprise: { per_second: 5_000, per_minute: 300_000, per_day: 100_000_000 },
};

/** OVERVIEW's limits, of /v1 and of `pk_` keys, and of each calendar feed. */
export const bookingCreation: Window = quota('bookings', 10, minute);
export const calendarSync: Window = quota('syncs', 60, hour);

const windowsOf = new Map<RateQuotas, readonly Window[]>();

/**
 * By which limits a key is held: those of its own plan, or of the practice's. What was negotiated for an enterprise
 * takes the place of the table's; without it, keys have `business` unless they were given `enterprise` themselves.
 */
export function limitsOf(
  key: { readonly plan?: Plan | undefined },
  practice: { readonly plan: Plan; readonly rate_limits?: RateQuotas | undefined } | undefined,
): { plan: Plan; windows: readonly Window[] } {
  const negotiated = practice?.plan === 'enterprise' ? practice.rate_limits : undefined;
  const ofPractice = practice?.plan === 'enterprise' && !negotiated ? 'business' : practice?.plan;
  const plan = key.plan ?? ofPractice ?? 'business';
  if (plan === 'enterprise' && negotiated) return { plan, windows: windows(negotiated) };
  const known = windowsOf.get(limits[plan]) ?? windows(limits[plan]);
  windowsOf.set(limits[plan], known);
  return { plan, windows: known };
}

/** The second's bucket holds twice its rate (REF: "bursts up to 2× steady rate"), minute and day hold their quota. */
function windows({ per_second, per_minute, per_day }: RateQuotas): readonly Window[] {
  return [
    { name: 'second', period: second, quota: per_second, burst: 2 * per_second },
    quota('minute', per_minute, minute),
    quota('day', per_day, day),
  ];
}

function quota(name: string, many: number, period: number): Window {
  return { name, period, quota: many, burst: many };
}
