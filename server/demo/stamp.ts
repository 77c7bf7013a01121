import { ulid } from '../../shared/ids.ts';
import type { Docs, ResourceName } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { Random } from './random.ts';

/** A document and what it is of. */
export type DemoDocument = {
  [Name in ResourceName]: { readonly resource: Name; readonly doc: Docs[Name] };
}[ResourceName];

/** `clinic`: 6 practitioners, 2,000 customers, 90 days. `large`: 20, 50,000 and 100,000 bookings. */
export type DemoSize = 'clinic' | 'large';

export interface DemoOptions {
  readonly size: DemoSize;
  /** Any whole number; the same options give the same documents, byte for byte. */
  readonly seed: number;
  /** Milliseconds since the epoch: what lies before it is past. */
  readonly now: number;
  /** IANA zone of the practice. */
  readonly timezone: string;
  readonly tenant: string;
}

/** How many of everything there are. */
export interface Sizes {
  readonly practitioners: number;
  readonly rooms: number;
  readonly customers: number;
  /** Days with bookings before and after today; `large` may stop earlier in the past. */
  readonly pastDays: number;
  readonly futureDays: number;
  readonly maxBookings: number;
}

export const sizes: Readonly<Record<DemoSize, Sizes>> = {
  clinic: {
    practitioners: 6,
    rooms: 4,
    customers: 2000,
    pastDays: 60,
    futureDays: 30,
    maxBookings: Number.POSITIVE_INFINITY,
  },
  large: {
    practitioners: 20,
    rooms: 10,
    customers: 50_000,
    pastDays: 1200,
    futureDays: 30,
    maxBookings: 100_000,
  },
};

/** What every document has, of one made at `created` (milliseconds). */
export function stamp(id: string, tenant: string, created: number) {
  const at = formatInstant(created);
  return { id, tenant_id: tenant, version: 1, created_at: at, updated_at: at, metadata: {} };
}

/** A new id with a prefix, of the time the document is from (milliseconds). */
export function madeId(prefix: string, created: number, random: Random): string {
  return `${prefix}_${ulid(created, random.bytes(16))}`;
}
