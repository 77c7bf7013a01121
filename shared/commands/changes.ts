import type { BaseDoc } from '../resources/define.ts';
import type { Docs, ResourceName } from '../resources/index.ts';
import { formatInstant } from '../time/instants.ts';
import type { Ctx } from './define.ts';

/** One document as a command leaves it. */
export type Change = { [Name in ResourceName]: ChangeOf<Name> }[ResourceName];

interface ChangeOf<Name extends ResourceName> {
  readonly resource: Name;
  readonly doc: Docs[Name];
  /** As it was; absent where the command makes it. */
  readonly before?: Docs[Name];
  readonly deleted?: true;
}

type OwnFields<Name extends ResourceName> = Omit<Docs[Name], keyof BaseDoc> &
  Partial<Pick<BaseDoc, 'external_id' | 'metadata'>>;

/** A new document with what every document has. */
export function newDoc<Name extends ResourceName>(
  _resource: Name,
  id: string,
  fields: OwnFields<Name>,
  ctx: Ctx,
) {
  const now = formatInstant(ctx.now);
  return {
    metadata: {},
    ...fields,
    id,
    tenant_id: ctx.tenant,
    version: 1,
    created_at: now,
    updated_at: now,
  };
}

/** The next version of a document; a field set to `undefined` or `null` is removed. */
export function revise<Doc extends BaseDoc>(
  before: Doc,
  patch: { [Field in keyof Doc]?: Doc[Field] | null | undefined },
  ctx: Ctx,
): Doc {
  const next: Doc = { ...before, version: before.version + 1, updated_at: formatInstant(ctx.now) };
  for (const [field, value] of Object.entries(patch)) {
    if (value === undefined || value === null) Reflect.deleteProperty(next, field);
    else Reflect.set(next, field, value);
  }
  return next;
}

/** Names of the fields in which two versions differ, the bookkeeping ones left out. */
export function changedFields(before: object, after: object): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const field of ['version', 'updated_at', 'history']) names.delete(field);
  return [...names].filter(
    (name) => JSON.stringify(Reflect.get(before, name)) !== JSON.stringify(Reflect.get(after, name)),
  );
}
