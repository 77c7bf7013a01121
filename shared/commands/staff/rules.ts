import { type Refusal, refuse } from '../../errors.ts';
import type { Role, Staff } from '../../resources/staff.ts';
import { roleScopes } from '../../scopes.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';

/** Nobody makes, changes or lets in somebody who may do more than they do themselves. */
export function unlessAbove(role: Role, ctx: Ctx): Refusal | undefined {
  const more = [...roleScopes[role]].find((scope) => !ctx.actor.scopes.has(scope));
  return more && refuse('forbidden', `The role ${role} may do more than you: ${more}`, { scope: more });
}

/** The practice keeps one owner who can sign in. */
export async function unlessLastOwner(query: Query, before: Staff): Promise<Refusal | undefined> {
  if (!canOwn(before)) return undefined;
  const owners = await query.range('staff', [['role', '=', 'owner']]);
  if (owners.some((owner) => owner.id !== before.id && canOwn(owner))) return undefined;
  return refuse('outside_policy', 'This is the last owner who can sign in; make another one first', {
    policy: 'last_owner',
  });
}

function canOwn(member: Staff): boolean {
  return member.role === 'owner' && (member.has_pin || member.has_password);
}

/** Refuses an e-mail address that somebody else signs in with, and a resource that is not there. */
export async function unlessWrong(
  query: Query,
  args: { email?: string | null | undefined; resource_id?: string | null | undefined },
  own?: string,
): Promise<Refusal | undefined> {
  if (args.email) {
    const [taken] = await query.range('staff', [['email', '=', args.email]], { limit: 1 });
    if (taken && taken.id !== own)
      return refuse('id_taken', 'Somebody else signs in with this e-mail address', { email: args.email });
  }
  if (args.resource_id && !(await query.get('resources', args.resource_id)))
    return refuse('invalid_resource', `There is no resource ${args.resource_id}`, { id: args.resource_id });
  return undefined;
}
