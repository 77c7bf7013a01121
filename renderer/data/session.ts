import * as z from 'zod';
import type { Actor } from '../../shared/commands/define.ts';
import { deskScopes } from '../../shared/scopes.ts';
import { pairAnswer } from '../../shared/wire/pair.ts';
import type { KeyValue } from './platform.ts';

const storedSession = pairAnswer.extend({
  name: z.string(),
  /** Absent of a desk that was let in by an older hub. */
  hub_id: pairAnswer.shape.hub_id.optional(),
});

/** What proves that this desk was let in, and the name it has there. */
export type Session = z.output<typeof storedSession>;

const key = 'dunebook.session';

/** The session that was stored last; a text that is none counts as none. */
export function readSession(keyValue: KeyValue): Session | undefined {
  const text = keyValue.getItem(key);
  if (text === null) return undefined;
  try {
    return storedSession.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function writeSession(keyValue: KeyValue, session: Session): void {
  keyValue.setItem(key, JSON.stringify(session));
}

/** This computer is no desk any more. */
export function forgetSession(keyValue: KeyValue): void {
  keyValue.removeItem(key);
}

const removalKey = 'dunebook.removed';

/** Whether this desk was shut out: what it kept is gone, or goes now. */
export function isRemoved(keyValue: KeyValue): boolean {
  return keyValue.getItem(removalKey) !== null;
}

/** From now on every window of this desk, also one that is opened later, shows that it was shut out. */
export function noteRemoval(keyValue: KeyValue): void {
  keyValue.setItem(removalKey, '1');
}

export function forgetRemoval(keyValue: KeyValue): void {
  keyValue.removeItem(removalKey);
}

/** The desk as commands see it. */
export function actorOf(session: Session): Actor {
  return { kind: 'device', id: session.device_id, name: session.name, scopes: deskScopes };
}
