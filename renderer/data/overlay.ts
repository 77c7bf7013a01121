import { type Change, changedFields } from '../../shared/commands/changes.ts';
import { type BaseDoc, fieldOf, type ResourceDefinition } from '../../shared/resources/define.ts';
import { definitionOf, type ResourceName } from '../../shared/resources/index.ts';

/**
 * What one intent does to one document, kept with the intent until the hub's answer is in the base.
 * `insert` carries the whole document, `patch` the changed fields (`null`: removed), `delete` nothing.
 *
 * Effects are idempotent: laid over a base that contains them already, they change nothing. That is what allows showing
 * them a little too long, and so never too short.
 */
export interface Effect {
  readonly resource: ResourceName;
  readonly id: string;
  readonly kind: 'insert' | 'patch' | 'delete';
  readonly fields: Readonly<Record<string, unknown>>;
  /** Of a patch: the version of the document that it was decided on. */
  readonly from?: number;
  /** The `schemaVersion` of the resource whose fields these are. */
  readonly schema: number;
}

/** An intent as far as the overlay looks at it. */
export interface Overlaid {
  readonly n: number;
  readonly install: string;
  readonly state: 'pending' | 'accepted' | 'refused';
  /** Sent again after a restore (rule S7); what it did is in the base already. */
  readonly resend: boolean;
  readonly effects: readonly Effect[];
}

/** Up to which intent of `install` each collection's documents contain what the hub did. */
export interface Applied {
  readonly install: string;
  readonly upTo: Readonly<Partial<Record<ResourceName, number>>>;
}

/** Fields that count changes instead of saying something; a patch carries them only onto the version it was made from. */
const bookkeeping = ['version', 'updated_at', 'history'];

/** What is kept of a command's changes: whole new documents, and of others the fields that changed. */
export function effectsOf(changes: readonly Change[]): Effect[] {
  return changes.map(({ resource, doc, before, deleted }): Effect => {
    const target = { resource, id: doc.id, schema: definitionOf(resource).schemaVersion };
    if (deleted) return { ...target, kind: 'delete', fields: {} };
    if (!before) return { ...target, kind: 'insert', fields: withoutUndefined(doc) };
    const names = [...changedFields(before, doc), ...bookkeeping];
    return { ...target, kind: 'patch', fields: pick(doc, names), from: before.version };
  });
}

/** An effect that was stored under an earlier schema, as this version of the desk would have stored it (rule S8). */
export function presentEffect(
  effect: Effect,
  { schemaVersion, migrations }: Pick<ResourceDefinition, 'schemaVersion' | 'migrations'> = definitionOf(
    effect.resource,
  ),
): Effect {
  let { fields, schema } = effect;
  while (schema < schemaVersion) fields = migrations[++schema]?.({ ...fields }) ?? fields;
  return schema === effect.schema ? effect : { ...effect, fields, schema };
}

/** The effects that show, in the order of `n`. `intents` are in that order. */
export function visibleEffects(intents: readonly Overlaid[], applied: Applied): Effect[] {
  return intents
    .filter((intent) => intent.state !== 'refused' && !intent.resend)
    .flatMap((intent) => intent.effects.filter((effect) => !isApplied(intent, effect.resource, applied)));
}

/** True where the base of `resource` contains what the hub did with the intent. */
export function isApplied(intent: Overlaid, resource: ResourceName, applied: Applied): boolean {
  // A pending intent goes out under the store's present install, an accepted one went out under its own.
  if (intent.state === 'accepted' && intent.install !== applied.install) return true;
  return intent.n <= (applied.upTo[resource] ?? 0);
}

/** One document with `effects` laid over it in their order; `undefined`: there is none. */
export function overlay<Doc extends BaseDoc>(
  base: Doc | undefined,
  effects: readonly Effect[],
): Doc | undefined {
  return effects.reduce<Doc | undefined>(applyEffect, base);
}

function applyEffect<Doc extends BaseDoc>(doc: Doc | undefined, effect: Effect): Doc | undefined {
  if (effect.kind === 'delete') return undefined;
  // A base that has the document has the hub's own version of what was inserted.
  if (effect.kind === 'insert') return doc ?? (effect.fields as Doc);
  if (!doc) return undefined;
  const next = { ...doc };
  for (const [field, value] of Object.entries(effect.fields)) {
    if (bookkeeping.includes(field) && effect.from !== doc.version) continue;
    if (value === null) Reflect.deleteProperty(next, field);
    else Reflect.set(next, field, value);
  }
  return next;
}

/** The named fields, an absent one as `null`, so that the store keeps that it was removed. */
function pick(doc: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, fieldOf(doc, name) ?? null]));
}

function withoutUndefined(doc: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== undefined));
}
