import * as z from 'zod';
import { roles } from '../../shared/resources/staff.ts';
import { minutes } from '../../shared/time/instants.ts';
import { pinVerifier } from './pin.ts';
import type { KeyValue } from './platform.ts';

const person = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** Signed by the hub (rule S12). */
  session: z.string(),
  pin_version: z.int(),
  verifier: pinVerifier,
  /** Wrong PINs since the last right one, and until when (milliseconds, this computer's clock) none is looked at. */
  failures: z.int(),
  wait_until: z.number(),
  /** Has not been locked since they showed their PIN: may be gone back to without it. */
  open: z.boolean(),
});
/** Somebody who has signed in at this desk. */
export type Person = z.output<typeof person>;

const kept = z.object({
  /** As which device the desk was paired when they signed in. */
  device: z.string(),
  people: z.array(person),
  /** Whoever acts; absent: the desk itself. */
  current: z.string().optional(),
  /** Nobody acts, and nothing is shown, before somebody shows a PIN. */
  locked: z.boolean(),
  /** When somebody did something here last: milliseconds, this computer's clock. */
  active_at: z.number(),
  /** Milliseconds without a deed after which the desk locks. */
  lock_after: z.number(),
  /** Names of everybody who ever signed in here, for what they have done. */
  names: z.record(z.string(), z.string()),
  /** Whom the hub signed out here, and why, until somebody has seen it. */
  left: z.object({ name: z.string(), why: z.enum(['removed', 'pin', 'again']) }).optional(),
});
/** What a desk keeps of who signed in at it. */
export type KeptPeople = z.output<typeof kept>;

const key = 'dunebook.people';

/** What is kept; a desk that was paired anew is another one: everybody signs in again. */
export function readPeople(keyValue: KeyValue, device: string, now: number): KeptPeople {
  const known = parsed(keyValue.getItem(key));
  const none = { device, people: [], locked: false, active_at: now, lock_after: minutes(10) };
  if (known?.device === device) return known;
  return { ...none, names: known?.names ?? {} };
}

export function writePeople(keyValue: KeyValue, people: KeptPeople): void {
  keyValue.setItem(key, JSON.stringify(people));
}

/** A text that is not of this form counts as none. */
function parsed(text: string | null): KeptPeople | undefined {
  if (text === null) return undefined;
  try {
    return kept.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
