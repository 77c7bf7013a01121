import { hash } from 'node:crypto';
import * as z from 'zod';
import { openSession } from '../../shared/commands/staff/sessions.ts';
import { type Refusal, RefusalError, refuse } from '../../shared/errors.ts';
import { type Staff, staff } from '../../shared/resources/staff.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { SignedInAtDesk } from '../../shared/wire/desk-session.ts';
import { invalid } from '../commands/invalid.ts';
import type { HubContext } from '../context.ts';
import type { Mode } from '../store/store.ts';
import { signDeskSession } from './desk-session.ts';
import { madeByHub } from './grant.ts';
import { countTry, forgetTries } from './lockout.ts';

/** Who signs in, and with what. */
export const signInRequest = z.strictObject({
  staff_id: staff.id.optional(),
  email: staff.doc.shape.email,
  pin: z.string().max(200).optional().meta({ description: 'With the PIN, or', example: '283915' }),
  password: z.string().max(200).optional().meta({ description: 'with the password' }),
  tenant_id: z
    .string()
    .max(60)
    .optional()
    .meta({ description: 'Needed where the hub serves several practices and no key or desk says which' }),
  mode: z
    .enum(['live', 'test'])
    .optional()
    .meta({ description: '`test`: into the sandbox; left out: that of the key or desk, or live' }),
});
type SignInRequest = z.output<typeof signInRequest>;

/** Where somebody signs in: at a desk, or with nothing but what they know. */
export interface Place {
  readonly mode: Mode;
  readonly tenant: string;
  readonly device_id?: string;
}

/** What was sent, once it says who and with what; 422 where it does not. */
export function readSignIn(body: unknown): SignInRequest {
  const request = z.safeDecode(signInRequest, Object(body));
  if (!request.success) throw new RefusalError(invalid(request.error));
  const { staff_id, email, pin, password } = request.data;
  if ((staff_id === undefined) === (email === undefined)) throw either('staff_id', 'email');
  if ((pin === undefined) === (password === undefined)) throw either('pin', 'password');
  return request.data;
}

function either(one: string, other: string): RefusalError {
  const message = `send either ${one} or ${other}`;
  return new RefusalError(refuse('validation_failed', message, { issues: [{ path: one, message }] }));
}

/**
 * Signs somebody in and answers with the session, its token shown. Whether the person exists shows neither in the
 * answer, nor in how long it takes, nor in when tries are refused.
 */
export async function signIn(
  hub: HubContext,
  place: Place,
  request: SignInRequest,
): Promise<Record<string, unknown>> {
  const { mode, tenant, device_id } = place;
  const member = await find(hub, place, request);
  // A new PIN or password is a new name: whoever was locked out with the old one may try the new one.
  const name = member
    ? `${member.id} ${member.generation}`
    : hash('sha256', `${request.staff_id} ${request.email}`);
  const account = { mode, tenant, name };
  await countTry(hub, account);
  const stored = request.pin === undefined ? member?.password_hash : member?.pin_hash;
  const fits = await hub.passwords.fits(stored, request.pin ?? request.password ?? '');
  if (!member || !fits) throw new RefusalError(wrongOne);
  await forgetTries(hub, account);
  const { id, generation } = member;
  const args = { staff_id: id, generation, ...(device_id && { device_id }) };
  const made = await madeByHub(hub, tenant, openSession, args, mode);
  return device_id
    ? { ...made, at_desk: atDesk(hub, { ...place, device_id }, member, String(made.id)) }
    : made;
}

/** What the desk keeps of it: the session that goes with everything they do there (rule S12). */
function atDesk(
  hub: HubContext,
  { mode, tenant, device_id }: Required<Place>,
  { id, name, role, generation }: Staff,
  session: string,
): SignedInAtDesk {
  const said = {
    id: session,
    device: device_id,
    staff: id,
    tenant,
    mode,
    issued: formatInstant(hub.clock()),
  };
  return { session: signDeskSession(hub, said), name, role, pin_version: generation };
}

const wrongOne: Refusal = refuse('unauthorized', 'There is nobody with this name and this PIN or password');

async function find(hub: HubContext, { mode, tenant }: Place, { staff_id, email }: SignInRequest) {
  return hub.stores[mode].read(tenant, async (view): Promise<Staff | undefined> => {
    if (staff_id !== undefined) return view.get('staff', staff_id);
    const [found] = await view.range('staff', [['email', '=', email ?? '']], { limit: 1 });
    return found;
  });
}
