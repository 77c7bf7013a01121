import type { GraphQLFieldConfig } from 'graphql';
import { RefusalError, refuse } from '../../../shared/errors.ts';
import type { ResourceName } from '../../../shared/resources/index.ts';
import type { Scope } from '../../../shared/scopes.ts';
import type { Caller, Route } from '../route.ts';

/** Who may ask for a field. Every field declares one (rule P1): one without is answered to nobody. */
export interface Access {
  /** `parent`: whoever was let in to what the field is of. */
  readonly scope: Scope | 'parent';
  /** `pk_` keys may ask for it too. */
  readonly public: boolean;
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    access?: Access;
    /** Its rows are those of the page that it is a part of. */
    ofPage?: true;
    /** It is the document whose id is in this field of its parent. */
    link?: { readonly resource: ResourceName; readonly field: string };
  }
}

/** Of what a caller was let in to, that which every caller may see. */
export const open: Access = { scope: 'parent', public: true };

/** Whoever may use a route of REST. What asks a website's visitor for more than the key stays with REST. */
export function accessOf({ scope, public: open = false, guest }: Route): Access {
  return { scope, public: open && guest === undefined };
}

/** A field together with who may ask for it. */
export function field<Source, Context, Args>(
  access: Access,
  config: GraphQLFieldConfig<Source, Context, Args>,
): GraphQLFieldConfig<Source, Context, Args> {
  return { ...config, extensions: { ...config.extensions, access } };
}

/** 403 `forbidden` unless the caller may ask for the field; as REST answers it for a route. */
export function checkAccess(caller: Caller, access: Access | undefined, name: string): void {
  const scoped = access && (access.scope === 'parent' || caller.actor.scopes.has(access.scope));
  if (scoped && (caller.kind !== 'public' || access.public)) return;
  const scope = access && access.scope !== 'parent' ? { scope: access.scope } : {};
  const needed = 'scope' in scope ? `needs the scope ${scope.scope}` : 'is not for this key';
  throw new RefusalError(refuse('forbidden', `${name} ${needed}`, { field: name, ...scope }));
}
