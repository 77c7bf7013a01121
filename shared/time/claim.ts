import type { Interval } from './interval.ts';

/** Time that a booking, a class or a hold occupies on one resource (rule A2). */
export interface Claim {
  /** Id of the document that claims: `bk_…`, `cls_…` or `hold_…`. */
  readonly owner: string;
  readonly kind: 'booking' | 'class' | 'hold';
  readonly resource_id: string;
  /** The visit itself. */
  readonly core: Interval;
  /** The visit with its buffers. */
  readonly padded: Interval;
  /** Milliseconds since the epoch; a hold counts for nothing from then on (rule A9). */
  readonly expires_at?: number;
  /** True where a manager put this claim over another one. */
  readonly overbooked?: boolean;
}
