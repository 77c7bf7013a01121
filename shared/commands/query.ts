import type { Docs, ResourceName } from '../resources/index.ts';
import type { Claim } from '../time/claim.ts';
import type { Interval } from '../time/interval.ts';

/** One bound of a look-up over a resource's `columns`. */
export type Condition = readonly [
  field: string,
  op: '=' | '<' | '>=' | '>' | 'in',
  value: string | number | boolean | readonly string[],
];

/**
 * What a command may read while it loads: the same three questions on the hub (inside the transaction) and at a desk
 * (over base ⊕ effects). Deleted documents are never returned.
 */
export interface Query {
  get<Name extends ResourceName>(resource: Name, id: string): Promise<Docs[Name] | undefined>;
  /** All documents that meet every condition, in the order of their ids unless `order` names a column. */
  range<Name extends ResourceName>(
    resource: Name,
    conditions: readonly Condition[],
    options?: { readonly order?: string; readonly limit?: number },
  ): Promise<Docs[Name][]>;
  /** Claims on any of the resources whose padded range touches `span` (milliseconds since the epoch). */
  claims(resourceIds: readonly string[], span: Interval): Promise<Claim[]>;
}
