import { createApiKey } from '../../shared/commands/access/api-keys.ts';
import { createInvite } from '../../shared/commands/access/create-access.ts';
import { createFeed } from '../../shared/commands/access/feeds.ts';
import type { Actor, Command } from '../../shared/commands/define.ts';
import { createStaff } from '../../shared/commands/staff/create.ts';
import { resetPin } from '../../shared/commands/staff/reset-pin.ts';
import { RefusalError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/resources/practice.ts';
import { allScopes } from '../../shared/scopes.ts';
import { execute } from '../commands/execute.ts';
import type { HubContext } from '../context.ts';
import type { Mode } from '../store/store.ts';

/** The hub itself, acting for whoever sits at its computer. */
export const hubActor: Actor = {
  kind: 'system',
  id: 'hub',
  name: 'This computer',
  scopes: new Set(allScopes),
};

/** Carries out a command of the hub's own; throws what it refuses. */
export async function asHub(
  hub: HubContext,
  tenant: string,
  command: Command,
  args: Record<string, unknown>,
  mode: Mode = 'live',
): Promise<void> {
  await madeByHub(hub, tenant, command, args, mode);
}

/** Like `asHub`, and answers with what was made, its secrets shown. */
export async function madeByHub(
  hub: HubContext,
  tenant: string,
  command: Command,
  args: Record<string, unknown>,
  mode: Mode = 'live',
): Promise<Record<string, unknown>> {
  const request = { mode, tenant, actor: hubActor, requestId: hub.makeId('req'), command, args };
  const outcome = await execute(hub, request);
  if (!outcome.ok) throw new RefusalError(outcome.refusal);
  return { ...outcome.doc, ...outcome.shownOnce };
}

/** Makes an API key in the store of its mode and returns its secret, which is stored nowhere. */
export async function grantKey(
  hub: HubContext,
  tenant: string,
  key: { name: string; kind: 'secret' | 'public'; mode: Mode; plan?: Plan },
): Promise<string> {
  const { secret } = await madeByHub(hub, tenant, createApiKey, key, key.mode);
  return String(secret);
}

/**
 * Adds somebody who works here and answers with a line that says how they sign in: with the PIN that was made for them
 * and is stored nowhere.
 */
export async function grantStaff(
  hub: HubContext,
  tenant: string,
  member: { name: string | undefined; email?: string | undefined; role: string },
  mode: Mode,
): Promise<string> {
  const { id } = await madeByHub(hub, tenant, createStaff, member, mode);
  const { pin } = await madeByHub(hub, tenant, resetPin, { id }, mode);
  return `${id} PIN ${pin} (${mode})`;
}

/** Makes a one-time invitation for a desk; it runs out after `valid_minutes`. */
export async function grantInvitation(
  hub: HubContext,
  tenant: string,
  valid_minutes: number,
): Promise<string> {
  const { invitation } = await madeByHub(hub, tenant, createInvite, { valid_minutes });
  return String(invitation);
}

/** Makes a calendar feed and returns the token of its address. */
export async function grantFeed(
  hub: HubContext,
  tenant: string,
  feed: { name: string; privacy: 'busy' | 'initials' | 'full'; past_days: number; resource_id?: string },
): Promise<string> {
  const { token } = await madeByHub(hub, tenant, createFeed, feed);
  return String(token);
}
