import { definitions, isResourceName, type ResourceName } from './resources/index.ts';
import type { Role } from './resources/staff.ts';

/** What is allowed beyond reading and writing a resource. */
const special = [
  /** Needs no key at all: health, the OpenAPI document, error pages. */
  'public',
  /** What anybody may who came in: who am I, what are my limits, sign me out. */
  'me',
  'availability:read',
  'events:read',
  /** Book over another booking. */
  'bookings:overbook',
  /** Book for oneself on the practice’s website, and read or cancel that booking with its `manage_token`. */
  'bookings:guest',
  /** Put the sandbox back as it was. */
  'sandbox:reset',
  /** What belongs to whoever answers for the hub: sharing it on the network, backups, complete exports, its inner state. */
  'hub:manage',
  'sync',
] as const;

/** What a key, a desk or a person may be allowed to do. Every route and command names one (rule P1). */
export type Scope = (typeof special)[number] | `${ResourceName}:${'read' | 'write'}`;

/** The scopes of reading and writing one resource. */
export function scopesOf(name: ResourceName): readonly [Scope, Scope] {
  return [`${name}:read`, `${name}:write`];
}

export const allScopes: readonly Scope[] = [
  ...special,
  ...Object.keys(definitions).filter(isResourceName).flatMap(scopesOf),
];

export function isScope(name: string): name is Scope {
  return allScopes.some((scope) => scope === name);
}

/** Resources that say who may come in, and who is told. */
export const accessResources = [
  'api_keys',
  'devices',
  'feeds',
  'invites',
  'sessions',
  'staff',
  'webhooks',
] as const;
const accessScopes = accessResources.flatMap(scopesOf);

/** What a desk may do: everything but what needs a manager or the hub's own computer. */
export const deskScopes: ReadonlySet<Scope> = allBut(
  'bookings:overbook',
  'bookings:guest',
  'practice:write',
  'sandbox:reset',
  'hub:manage',
  ...accessScopes,
);

/** What a desk may do while nobody has signed in there, of a practice that wants that: keep up with the hub, and read. */
export const lockedScopes: ReadonlySet<Scope> = only(
  deskScopes,
  (scope) => isReading(scope) || scope === 'sync',
);

/**
 * What people may do, by their role (rule P1). A desk hands over what it did (`sync`), a person never does. What a later
 * resource brings belongs to those who do desk work, and reading it to all.
 */
export const roleScopes: Readonly<Record<Role, ReadonlySet<Scope>>> = {
  owner: allBut('sync', 'bookings:guest'),
  manager: allBut(
    'sync',
    'bookings:guest',
    'practice:write',
    'sandbox:reset',
    'hub:manage',
    ...scopesOf('api_keys'),
  ),
  front_desk: only(deskScopes, (scope) => !['sync', 'services:write', 'resources:write'].includes(scope)),
  practitioner: only(
    deskScopes,
    (scope) =>
      isReading(scope) ||
      ['bookings:write', 'series:write', 'blocks:write', 'customers:write'].includes(scope),
  ),
  read_only: only(deskScopes, isReading),
};

/** What somebody may do at a desk: no more than the desk, and no more than they. */
export function scopesAtDesk(role: Role): ReadonlySet<Scope> {
  return only(roleScopes[role], (scope) => deskScopes.has(scope));
}

/** What a key may do at most. A website's key: API.md, "pk_ keys may only"; its routes say `public`, too. */
export const keyScopes: Readonly<Record<'secret' | 'public', ReadonlySet<Scope>>> = {
  secret: allBut('sync'),
  public: new Set<Scope>([
    'public',
    'services:read',
    'resources:read',
    'availability:read',
    'bookings:guest',
  ]),
};

/** What a key with these scopes may do; without any: everything that its kind may. */
export function scopesOfKey(
  kind: 'secret' | 'public',
  scopes: readonly string[] | undefined,
): ReadonlySet<Scope> {
  if (!scopes) return keyScopes[kind];
  const always = kind === 'secret' ? ['public', 'me'] : ['public'];
  return only(keyScopes[kind], (scope) => scopes.includes(scope) || always.includes(scope));
}

function isReading(scope: Scope): boolean {
  return scope.endsWith(':read') || scope === 'public' || scope === 'me';
}

function only(scopes: ReadonlySet<Scope>, meets: (scope: Scope) => boolean): ReadonlySet<Scope> {
  return new Set([...scopes].filter(meets));
}

/** Every scope but these. */
export function allBut(...excluded: Scope[]): ReadonlySet<Scope> {
  return new Set(allScopes.filter((scope) => !excluded.includes(scope)));
}
