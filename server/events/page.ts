import type { EventType } from '../../shared/events.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import type { View } from '../store/store.ts';

/** How many numbers one page looks through for events of some types. */
const window = 5000;

/** Events after a position, and how far the looking went. */
export interface EventPage {
  readonly events: readonly EventEnvelope[];
  /** Whoever goes on from here misses nothing and gets nothing twice. */
  readonly upTo: number;
  /** Whether there may be more right now. */
  readonly more: boolean;
}

/**
 * The next events of the outbox inside one snapshot. With `types`, a page may be short, or empty, though there are more:
 * it looks through so many numbers and no more.
 */
export function eventPage(
  view: View,
  after: number,
  limit: number,
  types: readonly EventType[] | undefined,
): EventPage {
  const newest = view.seq();
  const until = types ? Math.min(newest, after + window) : newest;
  const rows = view.events(after, limit + 1, types && { types, until });
  if (rows.length <= limit) return { events: rows, upTo: Math.max(after, until), more: until < newest };
  const events = rows.slice(0, limit);
  return { events, upTo: events.at(-1)?.seq ?? after, more: true };
}
