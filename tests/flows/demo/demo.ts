import { type DemoOptions, demoDocuments } from '../../../server/demo/documents.ts';
import type { Query } from '../../../shared/commands/query.ts';
import type { BaseDoc } from '../../../shared/resources/define.ts';
import { type Docs, definitions, type ResourceName } from '../../../shared/resources/index.ts';
import type { Claim } from '../../../shared/time/claim.ts';
import { overlaps } from '../../../shared/time/intervals.ts';

/** A demo practice in memory, with the questions that commands ask. */
export interface Demo {
  all<Name extends ResourceName>(resource: Name): Docs[Name][];
  readonly claims: readonly Claim[];
  readonly query: Query;
}

/** REF's day in Kolkata, unless `more` says otherwise. */
export function makeDemo(more: Partial<DemoOptions> = {}): Demo {
  const byResource = new Map<ResourceName, Map<string, BaseDoc>>();
  for (const { resource, doc } of demoDocuments({
    size: 'clinic',
    seed: 1,
    now: Date.parse('2026-04-15T09:42:11Z'),
    timezone: 'Asia/Kolkata',
    tenant: 'tnt_clinic',
    ...more,
  })) {
    const docs = byResource.get(resource) ?? new Map<string, BaseDoc>();
    byResource.set(resource, docs.set(doc.id, doc));
  }
  const all = <Name extends ResourceName>(resource: Name) =>
    [...(byResource.get(resource)?.values() ?? [])] as Docs[Name][];
  const claims = all('bookings').flatMap((booking) => definitions.bookings.claims?.(booking) ?? []);
  const claimsOf = Map.groupBy(claims, (claim) => claim.resource_id);
  const query: Query = {
    get: async <Name extends ResourceName>(resource: Name, id: string) =>
      byResource.get(resource)?.get(id) as Docs[Name] | undefined,
    // Asked for resources of a kind and for blocks near a span: more than was asked for does no harm there.
    range: async (resource) => all(resource),
    claims: async (ids, span) =>
      ids.flatMap((id) => claimsOf.get(id) ?? []).filter(({ padded }) => overlaps(padded, span)),
  };
  return { all, claims, query };
}
