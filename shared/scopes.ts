import { definitions, isResourceName, type ResourceName } from './resources/index.ts';

/** What is allowed beyond reading and writing a resource. */
const special = ['public', 'availability:read', 'events:read', 'bookings:overbook', 'sync'] as const;

/**
 * What a key, a desk or a person may be allowed to do. Every route and command names one (rule P1).
 * `public` needs no key at all: health, the OpenAPI document, error pages.
 */
export type Scope = (typeof special)[number] | `${ResourceName}:${'read' | 'write'}`;

/** The scopes of reading and writing one resource. */
export function scopesOf(name: ResourceName): readonly [Scope, Scope] {
  return [`${name}:read`, `${name}:write`];
}

export const allScopes: readonly Scope[] = [
  ...special,
  ...Object.keys(definitions).filter(isResourceName).flatMap(scopesOf),
];

/** Scopes over who may come in: nobody but the hub's own computer has them. */
export const accessScopes: readonly Scope[] = Object.values(definitions)
  .filter((definition) => definition.desk === 'none')
  .flatMap((definition) => scopesOf(definition.name));

/** What a desk may do: everything but what needs a manager or the hub's own computer. */
export const deskScopes: ReadonlySet<Scope> = allBut('bookings:overbook', 'practice:write', ...accessScopes);

/** Every scope but these. */
export function allBut(...excluded: Scope[]): ReadonlySet<Scope> {
  return new Set(allScopes.filter((scope) => !excluded.includes(scope)));
}
