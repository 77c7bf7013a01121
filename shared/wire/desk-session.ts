import * as z from 'zod';
import { idSchema } from '../ids.ts';
import { roles } from '../resources/staff.ts';
import { instant } from '../time/instants.ts';

/** What the hub signs when somebody signs in at a desk; every intent they make there carries it (rule S12). */
export const deskSession = z.strictObject({
  id: idSchema('ses'),
  device: idSchema('dev'),
  staff: idSchema('stf'),
  tenant: idSchema('tnt'),
  mode: z.enum(['live', 'test']),
  /** For people to read: time alone does not end it, since a desk may be away for days (rule S9). */
  issued: instant,
});
export type DeskSession = z.output<typeof deskSession>;

/** What POST /v2/sessions answers besides where somebody signs in at a desk. */
export const signedInAtDesk = z.object({
  /** The signed session, for intents and for `X-Desk-Session`; shown once. */
  session: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** Another one by now means that they have another PIN: whoever knew only the old one is signed out. */
  pin_version: z.int(),
});
export type SignedInAtDesk = z.output<typeof signedInAtDesk>;

/** GET /v2/sessions/staff: who may sign in at a desk. */
export const deskRoster = z.object({
  data: z.array(
    z.object({
      id: idSchema('stf'),
      name: z.string(),
      role: z.enum(roles),
      has_pin: z.boolean(),
      pin_version: z.int(),
    }),
  ),
});
export type RosterMember = z.output<typeof deskRoster>['data'][number];

/** Who did it, as a signed session says; undefined where it is none. The hub alone can tell whether it is genuine. */
export function staffOf(session: string): string | undefined {
  try {
    const text = decodeURIComponent(session.slice(0, session.lastIndexOf('.')));
    return deskSession.safeParse(JSON.parse(text)).data?.staff;
  } catch {
    return undefined;
  }
}
