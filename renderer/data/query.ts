import type { Condition, Query, RangeOptions } from '../../shared/commands/query.ts';
import { type Docs, definitionOf, deskResources, type ResourceName } from '../../shared/resources/index.ts';
import { bufferMinutes, longestClaim } from '../../shared/resources/parts.ts';
import type { Claim } from '../../shared/time/claim.ts';
import { earliestInstant, formatInstant, latestInstant, minutes } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import type { Base } from './base.ts';
import { holds, inOrder, meets } from './conditions.ts';
import { type Effect, overlay } from './overlay.ts';

/** The effects that were visible when a read began, by resource and document. */
export type Snapshot = ReadonlyMap<ResourceName, ReadonlyMap<string, readonly Effect[]>>;

/** Sorts visible effects by what they touch; each document's stay in their order. */
export function snapshotOf(effects: readonly Effect[]): Snapshot {
  const byResource = Map.groupBy(effects, (effect) => effect.resource);
  return new Map(
    [...byResource].map(([resource, own]) => [resource, Map.groupBy(own, (effect) => effect.id)]),
  );
}

/** Resources whose documents claim time, with what a look-up of claims needs. */
const claimants = deskResources.filter((name) => definitionOf(name).claims !== undefined);

/**
 * Base ⊕ effects as commands and screens read it. The snapshot is taken before the first read of the base and never
 * after it: an effect is dropped only once the base contains it, so what the base lacks the snapshot still has.
 */
export function overlaidQuery(base: Base, snapshot: Snapshot): Query {
  async function get<Name extends ResourceName>(resource: Name, id: string): Promise<Docs[Name] | undefined> {
    const effects = snapshot.get(resource)?.get(id) ?? [];
    return overlay(await base.get(resource, id), effects) as Docs[Name] | undefined;
  }

  async function range<Name extends ResourceName>(
    resource: Name,
    conditions: readonly Condition[],
    options: RangeOptions = {},
  ): Promise<Docs[Name][]> {
    const { order, descending, limit } = options;
    const touched = snapshot.get(resource);
    // However the touched documents change places, the first `limit` untouched ones are among this many.
    const enough = limit === undefined ? undefined : limit + (touched?.size ?? 0);
    const found = await base.find(resource, { conditions, order, descending, limit: enough });
    if (!touched) return found as Docs[Name][];
    const kept = found.filter((doc) => !touched.has(doc.id));
    const here = new Map(found.map((doc) => [doc.id, doc]));
    const moved = await Promise.all(
      [...touched].map(async ([id, effects]) => {
        const doc = here.get(id);
        if (doc) return overlay(doc, effects);
        // Within a limit, what was not found may also lie beyond it.
        if (limit === undefined && !mayCome(effects, conditions)) return undefined;
        return overlay(await base.get(resource, id), effects);
      }),
    );
    const matching = moved.filter((doc) => doc !== undefined && meets(doc, conditions));
    const all = [...kept, ...matching].filter((doc) => doc !== undefined).sort(inOrder(order, descending));
    return (limit === undefined ? all : all.slice(0, limit)) as Docs[Name][];
  }

  async function claims(resourceIds: readonly string[], span: Interval): Promise<Claim[]> {
    const near: Condition[] = [
      ['start_at', '>', bound(span.start - longestClaim)],
      // A claim begins before its document by its buffer at most.
      ['start_at', '<', bound(span.end + minutes(bufferMinutes.maxValue ?? 0) + 1000)],
    ];
    const wanted = new Set(resourceIds);
    const docs = await Promise.all(claimants.map((name) => range(name, near)));
    return docs
      .flatMap((found, i) =>
        found.flatMap((doc) => definitionOf(claimants[i] ?? 'bookings').claims?.(doc) ?? []),
      )
      .filter(
        ({ resource_id, padded }) =>
          wanted.has(resource_id) && padded.start < span.end && padded.end > span.start,
      );
  }

  return { get, range, claims };
}

/**
 * Whether effects can make a document meet conditions that it does not meet in the base, or that it is not in. Of a
 * thousand waiting changes few touch the day that is read, and only those are worth a look-up.
 */
function mayCome(effects: readonly Effect[], conditions: readonly Condition[]): boolean {
  const fields: Record<string, unknown> = {};
  for (const effect of effects) Object.assign(fields, effect.fields);
  const changed = conditions.filter(([field]) => Object.hasOwn(fields, field));
  return changed.length > 0
    ? changed.every((condition) => holds(fields[condition[0]], condition))
    : effects.some((effect) => effect.kind === 'insert');
}

/** As text, within what text can say; both bounds have hours to spare. */
function bound(ms: number): string {
  const second = Math.floor(ms / 1000) * 1000;
  return formatInstant(Math.min(Math.max(second, earliestInstant), latestInstant));
}
