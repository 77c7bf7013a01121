import type { Docs, ResourceName } from '../resources/index.ts';
import type { Claim } from '../time/claim.ts';
import type { Interval } from '../time/interval.ts';

/** One bound of a look-up over a resource's `columns`. */
export type Condition = readonly [
  field: string,
  op: '=' | '<' | '>=' | '>' | 'in',
  value: string | number | boolean | readonly string[],
];

/** In which order documents are found, and how many. */
export interface RangeOptions {
  /** A column; then by id. Absent: by id. */
  readonly order?: string;
  readonly descending?: boolean;
  readonly limit?: number;
}

/** What tells a person from others. */
export interface Alike {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** Where the document of an id is by now; `id` is that of the one it was merged into, else its own. */
export interface Resolved {
  readonly id: string;
  readonly state: 'there' | 'merged' | 'removed' | 'erased' | 'unknown';
}

/**
 * What a command may read while it loads: the same three questions on the hub (inside the transaction) and at a desk
 * (over base ⊕ effects). Deleted documents are never returned.
 */
export interface Query {
  get<Name extends ResourceName>(resource: Name, id: string): Promise<Docs[Name] | undefined>;
  /** All documents that meet every condition. */
  range<Name extends ResourceName>(
    resource: Name,
    conditions: readonly Condition[],
    options?: RangeOptions,
  ): Promise<Docs[Name][]>;
  /** Claims on any of the resources whose padded range touches `span` (milliseconds since the epoch). */
  claims(resourceIds: readonly string[], span: Interval): Promise<Claim[]>;
}

/** What only the hub can tell; for commands that run there alone. Its `get` follows merges. */
export interface HubQuery extends Query {
  /** The tenant's newest number (decision 4). */
  seq(): number;
  /** What became of an id. */
  resolve(resource: ResourceName, id: string): Resolved;
  /** Documents with the same phone number, e-mail address or name, whatever their case, accents and punctuation. */
  alike<Name extends ResourceName>(resource: Name, person: Alike): Promise<Docs[Name][]>;
}
