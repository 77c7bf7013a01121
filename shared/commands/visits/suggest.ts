import type * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { dayLength, formatInstant, parseInstant } from '../../time/instants.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';
import { findStays } from './find.ts';
import { loadItems, type visitItems } from './items.ts';

/** How far suggestions look ahead: first days, then weeks. */
const horizons = [3 * dayLength, 21 * dayLength];

/** The nearest starts after the wished one at which the whole stay can be (rule A10). */
export async function suggestStays(
  query: Query,
  args: { start_at: string; items: z.output<typeof visitItems> },
  ctx: Ctx,
) {
  const start = Math.max(parseInstant(args.start_at), ctx.now);
  for (const horizon of horizons) {
    const span = { start, end: start + horizon };
    const links = await loadItems(query, args.items, span, (index) => `bk_part_${index}`, ctx);
    if (isRefusal(links)) return {};
    const found = findStays(links, span, 5);
    if (found.length < 2 && horizon !== horizons.at(-1)) continue;
    const suggestions = found.map(([first]) => ({
      start_at: formatInstant(first?.start ?? 0),
      available: true,
      resource_id: first?.allocations[0]?.resource_id,
    }));
    return { suggestions };
  }
  return {};
}
