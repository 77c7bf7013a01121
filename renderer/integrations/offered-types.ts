import { isEmitted } from '../../shared/event-payloads.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';

const all = Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);

/**
 * The news that somebody can choose: what something tells already, so that nobody waits for what never comes, and what
 * was chosen before.
 * @param chosen Types, kinds (`payment.*`) or `*`.
 */
export function offeredTypes(chosen: readonly string[]): readonly EventType[] {
  return all.filter(
    (type) => isEmitted(type) || chosen.includes(type) || chosen.includes(`${type.split('.')[0]}.*`),
  );
}
