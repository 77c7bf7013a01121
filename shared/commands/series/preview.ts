import { isRefusal, type Refusal } from '../../errors.ts';
import type { SeriesConflictReason } from '../../resources/series.ts';
import type { AvailabilityQuestion } from '../../time/availability-types.ts';
import { formatInstant, minutes } from '../../time/instants.ts';
import type { Override } from '../bookings/place.ts';
import type { Ctx } from '../define.ts';
import { freeAfter, layOut, type Wanted } from './lay-out.ts';

/** One occurrence of a series that somebody thinks of making. */
export interface PreviewedVisit {
  readonly occurrence: string;
  readonly start_at: string;
  readonly end_at: string;
  readonly available: boolean;
  readonly conflicts?: SeriesConflictReason[];
  /** Free starts soon after. */
  readonly suggestions?: {
    readonly start_at: string;
    readonly available: true;
    readonly resource_id: string;
  }[];
}

const offered = 3;

/** Every visit as it would be, and for those that cannot be why, and when instead. */
export function previewOf(
  found: {
    readonly plan: { readonly resource_id: string; readonly duration: number };
    readonly wanted: readonly Wanted[];
    readonly question: AvailabilityQuestion;
  },
  override: readonly Override[],
  ctx: Ctx,
): PreviewedVisit[] | Refusal {
  const { plan, wanted } = found;
  const out = layOut(found.question, wanted, { override, shift: false }, ctx);
  if (isRefusal(out)) return out;
  const { laid, question } = out;
  return laid.map(({ wanted: one, placed, reasons }, i) => {
    const seen = {
      occurrence: one.occurrence,
      start_at: formatInstant(one.start),
      end_at: placed?.end_at ?? formatInstant(one.start + minutes(plan.duration)),
      available: placed !== undefined,
    };
    if (placed) return seen;
    const suggestions = freeAfter(question, wanted, i, offered).map((start) => ({
      start_at: formatInstant(start),
      available: true as const,
      resource_id: plan.resource_id,
    }));
    return { ...seen, conflicts: [...reasons], suggestions };
  });
}
