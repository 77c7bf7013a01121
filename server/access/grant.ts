import { createApiKey, createFeed, createInvite } from '../../shared/commands/access/create-access.ts';
import type { Actor, Command } from '../../shared/commands/define.ts';
import { RefusalError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/resources/practice.ts';
import { allScopes } from '../../shared/scopes.ts';
import { formatInstant, minutes } from '../../shared/time/instants.ts';
import { execute } from '../commands/execute.ts';
import type { HubContext } from '../context.ts';
import { hashSecret } from '../gates/auth.ts';
import type { Mode } from '../store/store.ts';
import { newSecret } from './secrets.ts';

/** The hub itself, acting for whoever sits at its computer. */
export const hubActor: Actor = {
  kind: 'system',
  id: 'hub',
  name: 'This computer',
  scopes: new Set(allScopes),
};

/** Carries out a command of the hub's own on the live store; throws what it refuses. */
export async function asHub(
  hub: HubContext,
  tenant: string,
  command: Command,
  args: Record<string, unknown>,
  mode: Mode = 'live',
): Promise<void> {
  const request = { mode, tenant, actor: hubActor, requestId: hub.makeId('req'), command, args };
  const outcome = await execute(hub, request);
  if (!outcome.ok) throw new RefusalError(outcome.refusal);
}

/** Makes an API key and returns its secret, which is stored nowhere. */
export async function grantKey(
  hub: HubContext,
  tenant: string,
  key: { name: string; kind: 'secret' | 'public'; mode: Mode; plan?: Plan },
): Promise<string> {
  const secret = newSecret(`${key.kind === 'secret' ? 'sk' : 'pk'}_${key.mode}_`);
  await asHub(hub, tenant, createApiKey, { ...key, hash: hashSecret(secret), last4: secret.slice(-4) });
  return secret;
}

/** Makes a one-time invitation for a desk; it runs out after `validMinutes`. */
export async function grantInvitation(
  hub: HubContext,
  tenant: string,
  validMinutes: number,
): Promise<string> {
  const secret = newSecret('inv_');
  const expires_at = formatInstant(hub.clock() + minutes(validMinutes));
  await asHub(hub, tenant, createInvite, { hash: hashSecret(secret), expires_at });
  return secret;
}

/** Makes a calendar feed and returns the token of its address. */
export async function grantFeed(
  hub: HubContext,
  tenant: string,
  feed: { name: string; privacy: 'busy' | 'initials' | 'full'; past_days: number; resource_id?: string },
): Promise<string> {
  const token = newSecret('cal_');
  await asHub(hub, tenant, createFeed, { ...feed, hash: hashSecret(token) });
  return token;
}
