import { createHmac, hash } from 'node:crypto';
import { RefusalError, refuse } from '../../shared/errors.ts';
import type { Call } from '../api/route.ts';
import type { Once, Outcome } from '../commands/outcome.ts';
import type { HubContext } from '../context.ts';
import { seal, unseal } from '../seal.ts';

/** Stored answers are kept for a day (API.md, "Request conventions"). */
const keptFor = 24 * 60 * 60 * 1000;

/**
 * Remembers outcomes by the caller's idempotency key, in the transaction that made them. Bodies are sealed under a key
 * derived from the caller's bearer and the idempotency key: the table alone reads as noise.
 */
export function idempotencyGate(hub: HubContext) {
  const running = new Set<string>();

  /** Runs `work` with a memory for this request, where it carries a key; 409 `idempotency_in_progress` while the first one still runs. */
  return async function once<T>(call: Call, work: (memory?: Once) => Promise<T>): Promise<T> {
    const key = call.header('x-idempotency-key') ?? call.header('idempotency-key');
    if (key === undefined) return work();
    if (!/^[\x21-\x7e]{1,255}$/.test(key))
      throw new RefusalError(
        refuse('validation_failed', 'The idempotency key must be 1 to 255 visible ASCII characters', {
          issues: [{ path: 'X-Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }],
        }),
      );
    const name = digest(call.caller.actor.id, key);
    const lock = `${call.caller.tenant} ${name}`;
    if (running.has(lock))
      throw new RefusalError(
        refuse('idempotency_in_progress', 'The first request with this idempotency key still runs'),
      );
    running.add(lock);
    try {
      return await work(memoryOf(hub, call, key, name));
    } finally {
      running.delete(lock);
    }
  };
}

function memoryOf(hub: HubContext, call: Call, key: string, name: string): Once {
  const fingerprint = digest(call.method, call.path, JSON.stringify(call.body));
  const secret = createHmac('sha256', call.caller.bearer).update(`idempotency ${key}`).digest();
  return {
    recall(tx) {
      const stored = tx.recall(name, hub.clock());
      if (!stored) return undefined;
      if (stored.fingerprint !== fingerprint)
        throw new RefusalError(
          refuse('idempotency_key_reused', 'This idempotency key was used for another request'),
        );
      return JSON.parse(unseal(secret, stored.body)) as Outcome;
    },
    remember(tx, outcome) {
      if (!outcome.ok && ['validation_failed', 'forbidden'].includes(outcome.refusal.code)) return;
      const body = seal(secret, hub.randomBytes(12), JSON.stringify(outcome));
      tx.remember(name, { fingerprint, body }, hub.clock() + keptFor);
    },
  };
}

function digest(...parts: string[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url');
}
