import { idleLength } from '../../shared/commands/staff/sessions.ts';
import { isRefusal, RefusalError, refuse } from '../../shared/errors.ts';
import type { ApiKey } from '../../shared/resources/access.ts';
import type { Session } from '../../shared/resources/staff.ts';
import { deskScopes, lockedScopes, roleScopes, type Scope, scopesOfKey } from '../../shared/scopes.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { personAtDesk, signInAt } from '../access/author.ts';
import { hashSecret } from '../access/secrets.ts';
import type { Caller } from '../api/route.ts';
import type { HubContext } from '../context.ts';
import type { Mode } from '../store/store.ts';
import { limitsOf } from './plans.ts';

export { hashSecret };

const nobody: Caller = {
  kind: 'nobody',
  tenant: '',
  mode: 'live',
  actor: { kind: 'system', id: 'nobody', name: 'Nobody', scopes: new Set<Scope>(['public']) },
  bearer: '',
};

/**
 * Finds out who asks; 401 `unauthorized` or 403 `device_revoked` where the bearer is not, or no longer, good. What a
 * bearer begins with says what it is and in which store it is looked up: no key of the sandbox is ever sought among the
 * live ones. Nothing is kept from one request to the next, so whatever is revoked, removed or given another role is so
 * at once, even where another process did it.
 */
export function authGate(hub: HubContext) {
  return function identify(authorization: string | undefined, deskSession?: string): Caller {
    if (authorization === undefined) return nobody;
    const bearer = /^Bearer ([\w-]{10,200})$/i.exec(authorization)?.[1];
    if (!bearer) throw unauthorized('The Authorization header is not "Bearer <key>"');
    const [, kind, mode] = /^(sk|pk|ses|dsk)_(live|test)_/.exec(bearer) ?? [];
    if (kind === undefined || (mode !== 'live' && mode !== 'test')) throw unknownKey();
    if (kind === 'dsk') return deviceOf(hub, mode, bearer, deskSession);
    if (kind === 'ses') return personOf(hub, mode, bearer);
    return keyOf(hub, mode, bearer);
  };
}

function keyOf(hub: HubContext, mode: Mode, bearer: string): Caller {
  const store = hub.stores[mode];
  const now = hub.clock();
  const hash = hashSecret(bearer);
  const key = store.lookup('api_keys', hash);
  if (!key || key.revoked_at) throw unknownKey();
  const until = hash === key.hash ? key.expires_at : earlier(key);
  if (until && parseInstant(until) <= now) throw unauthorized('This key has expired');
  hub.uses.note({ mode, tenant: key.tenant_id, of: 'api_keys', id: key.id }, now);
  const scopes = scopesOfKey(key.kind, key.scopes);
  return {
    kind: key.kind,
    tenant: key.tenant_id,
    mode,
    actor: { kind: 'key', id: key.id, name: key.name, scopes },
    ...limitsOf(key, store.practice(key.tenant_id)),
    bearer,
    ...(key.kind === 'public' && { origins: key.allowed_origins ?? [] }),
  };
}

/** When the secret from before the last rotation ends: with its overlap, or with the key. */
function earlier({ previous_until, expires_at }: ApiKey): string {
  const ends = [previous_until, expires_at].filter((end) => end !== undefined);
  return ends.sort()[0] ?? '1970-01-01T00:00:00Z';
}

/** @param deskSession Signed, of whoever is signed in there: then it is they who ask, within what the desk may. */
function deviceOf(hub: HubContext, mode: Mode, bearer: string, deskSession: string | undefined): Caller {
  const device = hub.stores[mode].lookup('devices', hashSecret(bearer));
  if (!device) throw unknownKey();
  if (device.revoked_at)
    throw new RefusalError(refuse('device_revoked', 'This desk was removed from the practice'));
  if (device.replaced_by) throw unauthorized('This desk was let in again since, and has another token');
  hub.uses.note({ mode, tenant: device.tenant_id, of: 'devices', id: device.id }, hub.clock());
  const { id, name, tenant_id: tenant } = device;
  const at = { kind: 'device' as const, tenant, mode, bearer };
  if (deskSession !== undefined) {
    const actor = personAtDesk(hub, at, { id, name }, deskSession);
    if (isRefusal(actor)) throw new RefusalError(actor);
    return { ...at, actor, because: 'role' };
  }
  const desk = { kind: 'device' as const, id, name };
  if (!signInAt(hub, mode, tenant)) return { ...at, actor: { ...desk, scopes: deskScopes } };
  return { ...at, actor: { ...desk, scopes: lockedScopes }, because: 'sign_in' };
}

function personOf(hub: HubContext, mode: Mode, bearer: string): Caller {
  const store = hub.stores[mode];
  const now = hub.clock();
  const session = store.lookup('sessions', hashSecret(bearer));
  const member = session && store.staffMember(session.tenant_id, session.staff_id);
  if (!session || member?.generation !== session.generation) throw unauthorized('Sign in again');
  if (endOf(hub, mode, session) <= now) throw unauthorized('This session has ended; sign in again');
  hub.uses.note({ mode, tenant: session.tenant_id, of: 'sessions', id: session.id }, now);
  return {
    kind: 'staff',
    tenant: session.tenant_id,
    mode,
    actor: { kind: 'staff', id: member.id, name: member.name, scopes: roleScopes[member.role] },
    bearer,
    session,
  };
}

/** When a session ends if nothing more is asked (milliseconds since the epoch). */
export function endOf(hub: HubContext, mode: Mode, session: Session): number {
  const use = { mode, tenant: session.tenant_id, of: 'sessions' as const, id: session.id };
  const last = hub.uses.lastOf(use) ?? parseInstant(session.last_used_at ?? session.created_at);
  return Math.min(parseInstant(session.expires_at), last + idleLength);
}

function unknownKey(): RefusalError {
  return unauthorized('There is no such key, or it was revoked');
}

function unauthorized(message: string): RefusalError {
  return new RefusalError(refuse('unauthorized', message));
}
