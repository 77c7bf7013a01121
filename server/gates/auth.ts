import { hash } from 'node:crypto';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { accessScopes, allBut, deskScopes, type Scope } from '../../shared/scopes.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import type { Caller } from '../api/route.ts';
import type { HubContext } from '../context.ts';

/** Everything that a secret key may do. */
const secretScopes: ReadonlySet<Scope> = allBut('sync', ...accessScopes);

/** What a website's key may do (API.md, "pk_ keys may only"). */
const publicScopes: ReadonlySet<Scope> = new Set<Scope>([
  'public',
  'services:read',
  'resources:read',
  'availability:read',
]);

const nobody: Caller = {
  kind: 'nobody',
  tenant: '',
  mode: 'live',
  actor: { kind: 'system', id: 'nobody', name: 'Nobody', scopes: new Set<Scope>(['public']) },
  bearer: '',
};

/** The hash under which a secret is stored (rule P2). Secrets have 128 random bits or more, so one round is enough. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Finds out who asks; 401 `unauthorized` or 403 `device_revoked` where the bearer is not, or no longer, good. */
export function authGate(hub: HubContext) {
  const known = new Map<string, Caller & { expires: number }>();
  hub.stores.live.onCommit(({ collections }) => {
    if (collections.api_keys || collections.devices || collections.practice) known.clear();
  });

  return function identify(authorization: string | undefined): Caller {
    if (authorization === undefined) return nobody;
    const bearer = /^Bearer ([\w-]{10,200})$/i.exec(authorization)?.[1];
    if (!bearer)
      throw new RefusalError(refuse('unauthorized', 'The Authorization header is not "Bearer <key>"'));
    const hashed = hashSecret(bearer);
    const caller = known.get(hashed) ?? lookUp(hub, bearer, hashed);
    if (caller.expires <= hub.clock()) throw new RefusalError(refuse('unauthorized', 'This key has expired'));
    known.set(hashed, caller);
    return caller;
  };
}

function lookUp(hub: HubContext, bearer: string, hash: string): Caller & { expires: number } {
  const store = hub.stores.live;
  if (bearer.startsWith('dsk_')) {
    const device = store.lookup('devices', hash);
    if (device?.revoked_at)
      throw new RefusalError(refuse('device_revoked', 'This desk was removed from the practice'));
    if (device) {
      const actor = { kind: 'device' as const, id: device.id, name: device.name, scopes: deskScopes };
      return {
        kind: 'device',
        tenant: device.tenant_id,
        mode: 'live',
        actor,
        bearer,
        expires: Number.POSITIVE_INFINITY,
      };
    }
  }
  const key = store.lookup('api_keys', hash);
  if (!key || key.revoked_at)
    throw new RefusalError(refuse('unauthorized', 'There is no such key, or it was revoked'));
  const actor = {
    kind: 'key' as const,
    id: key.id,
    name: key.name,
    scopes: key.kind === 'secret' ? secretScopes : publicScopes,
  };
  const practice = store.practice(key.tenant_id);
  const plan = key.plan ?? (practice?.plan === 'enterprise' ? 'business' : (practice?.plan ?? 'business'));
  const expires = key.expires_at ? parseInstant(key.expires_at) : Number.POSITIVE_INFINITY;
  return { kind: key.kind, tenant: key.tenant_id, mode: key.mode, actor, plan, bearer, expires };
}
