import { type Refusal, RefusalError, refuse } from '../../shared/errors.ts';
import { missingScope, readableTypes, scopesOfEvents } from '../../shared/event-objects.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import { typesOf } from '../../shared/events-choice.ts';
import type { Scope } from '../../shared/scopes.ts';

/** Types of events, or all that there are. */
export type Chosen = readonly EventType[] | undefined;

/**
 * What a reader gets (rule P4): the types it names, each of which it has to be allowed, or else all that it may read.
 * @throws RefusalError `forbidden` with the scope that one of those it names needs
 */
export function chosenFor(scopes: ReadonlySet<Scope>, patterns: readonly string[] | undefined): Chosen {
  if (patterns) {
    const named = typesOf(patterns);
    const refusal = unlessReadable(scopes, named);
    if (refusal) throw new RefusalError(refusal);
    return named;
  }
  const readable = readableTypes(scopes);
  return readable.length === typesOf(['*']).length ? undefined : readable;
}

/** Why somebody with these scopes may not read all of these types. */
export function unlessReadable(scopes: ReadonlySet<Scope>, chosen: Chosen): Refusal | undefined {
  const missing = missingScope(scopesOfEvents(chosen ?? typesOf(['*'])), scopes);
  return missing && refuse('forbidden', `This needs the scope ${missing}`, { scope: missing });
}

/** A type as events carry it, which are of no others. */
export function isEventType(type: string): type is EventType {
  return type in eventTypes;
}
