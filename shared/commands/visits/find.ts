import { findSlots } from '../../time/availability.ts';
import { type Link, type PlacedLink, placeChain } from '../../time/chain.ts';
import type { Interval } from '../../time/interval.ts';

/**
 * Starts in a span (milliseconds since the epoch) at which a whole stay can be, ascending, with how it would be: exactly
 * those that booking it would be accepted at (rule A1).
 */
export function findStays(links: readonly Link[], span: Interval, limit: number): (readonly PlacedLink[])[] {
  const [first, ...rest] = links;
  if (!first || !(span.start < span.end)) return [];
  const slots = findSlots(first.question, span);
  // Most starts fail for one part or another: what is free at all is found once, before chains are tried.
  let ends = new Map(slots.map(({ start, options }) => [start, new Set(options.map(({ end }) => end))]));
  for (const { question, gap } of rest) {
    const reached = [...ends.values()].flatMap((set) => [...set]);
    if (reached.length === 0) return [];
    const from = reached.reduce((least, end) => Math.min(least, end), Number.POSITIVE_INFINITY) + gap;
    const to = reached.reduce((most, end) => Math.max(most, end), 0) + gap + 1;
    const free = findSlots({ ...question, slot_step: 1 }, { start: from, end: to });
    const after = new Map(free.map(({ start, options }) => [start, options.map(({ end }) => end)]));
    ends = new Map(
      [...ends].flatMap(([start, set]) => {
        const next = [...set].flatMap((end) => after.get(end + gap) ?? []);
        return next.length > 0 ? [[start, new Set(next)] as const] : [];
      }),
    );
  }
  const found: (readonly PlacedLink[])[] = [];
  for (const start of [...ends.keys()].sort((a, b) => a - b)) {
    if (found.length >= limit) break;
    const check = placeChain(links, start);
    if (check.ok) found.push(check.placed);
  }
  return found;
}
