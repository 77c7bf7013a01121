import type { LookupFunction } from 'node:net';
import { isIP, isIPv4 } from 'node:net';
import { type Refusal, refuse } from '../../shared/errors.ts';
import type { HubContext } from '../context.ts';
import type { Mode, StoreReads } from '../store/store.ts';
import { isPublic } from './addresses.ts';
import type { Resolve } from './resolve.ts';

/** Nobody waits longer than this for a name to be resolved when an address is registered (milliseconds). */
const patience = 2000;

/** The code of the error with which a connection is refused. */
export const notAllowed = 'address_not_allowed';

/** Why an address may not be called (rule P3); undefined where it may, or where its name leads nowhere right now. */
export async function refuseReach(
  hub: HubContext,
  mode: Mode,
  tenant: string,
  address: string,
): Promise<Refusal | undefined> {
  const url = new URL(address);
  if (isAllowed(url, allowedHosts(hub.stores[mode], tenant))) return undefined;
  if (url.protocol !== 'https:') return wrong('must be https, unless its host is in webhook_allowed_hosts');
  const host = hostOf(url);
  const found = isIP(host) ? [host] : await resolved(hub.resolve, host);
  if (found.every(isPublic)) return undefined;
  const allow = `${url.hostname}:${portOf(url)}`;
  return wrong(`leads into this network; the owner may allow it: webhook_allowed_hosts ["${allow}"]`);
}

function wrong(message: string): Refusal {
  return refuse('validation_failed', `url: ${message}`, { issues: [{ path: 'url', message }] });
}

async function resolved(resolve: Resolve, host: string): Promise<readonly string[]> {
  const late = Promise.withResolvers<readonly string[]>();
  const timer = setTimeout(() => late.resolve([]), patience);
  try {
    return await Promise.race([resolve(host), late.promise]);
  } catch {
    // It is checked again at every connection.
    return [];
  } finally {
    clearTimeout(timer);
  }
}

/** What the owner allows: hosts with their ports. */
export function allowedHosts(store: StoreReads, tenant: string): readonly string[] {
  return store.practice(tenant)?.webhook_allowed_hosts ?? [];
}

export function isAllowed(url: URL, hosts: readonly string[]): boolean {
  return hosts.includes(`${url.hostname}:${portOf(url)}`);
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80');
}

/** Without the brackets of IPv6. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Why a connection to this URL must not even be begun: its host is an address, which is not looked up. */
export function barredAtOnce(url: URL, allowed: boolean): boolean {
  if (allowed) return false;
  const host = hostOf(url);
  return url.protocol !== 'https:' || (isIP(host) !== 0 && !isPublic(host));
}

/**
 * Resolves a name for one connection, which goes to the addresses that were checked and to no others. A name of which one
 * address is not allowed leads nowhere.
 */
export function guardedLookup(resolve: Resolve, allowed: boolean): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined) return callback(failure(host, 'ENOTFOUND'), '');
        if (!allowed && !found.every(isPublic)) return callback(failure(host, notAllowed), '');
        if (!options.all) return callback(null, first, familyOf(first));
        callback(
          null,
          found.map((address) => ({ address, family: familyOf(address) })),
        );
      },
      (error: NodeJS.ErrnoException) => callback(failure(host, error.code ?? 'ENOTFOUND'), ''),
    );
  };
}

function familyOf(address: string): 4 | 6 {
  return isIPv4(address) ? 4 : 6;
}

function failure(host: string, code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} cannot be called: ${code}`), { code });
}
