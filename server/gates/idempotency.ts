import { createHmac, hash } from 'node:crypto';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { statusOf } from '../api/errors.ts';
import type { Call } from '../api/route.ts';
import type { Once, Outcome } from '../commands/outcome.ts';
import type { HubContext } from '../context.ts';
import { seal, unseal } from '../seal.ts';
import type { Mode } from '../store/store.ts';
import { randomBits } from './random-bits.ts';

/** Stored answers are kept for a day (API.md, "Request conventions"). */
const keptFor = 24 * 60 * 60 * 1000;

/** Each answer that is stored takes up to so many with it that have run out: none is swept in bulk, and none stays. */
const sweptAtOnce = 2;

/** A website's key is known to all its visitors: nobody may hit on the idempotency key of somebody else. */
const bitsOnWebsites = 128;

/** Outcomes that say nothing of the command: the same request may well go better the next time. */
const notStored: ReadonlySet<number> = new Set([401, 403, 429, 500, 503]);

/**
 * Remembers outcomes by the caller's idempotency key, in the transaction that made them. Bodies are sealed under a key
 * derived from the caller's bearer and the idempotency key: the table alone reads as noise.
 */
export function idempotencyGate(hub: HubContext) {
  const running = new Set<string>();
  /** When the next stored answer runs out, in milliseconds, as far as is known. */
  const nextEnd: Record<Mode, number> = { live: 0, test: 0 };

  /** Runs `work` with a memory for this request, where it carries a key; 409 `idempotency_in_progress` while the first one still runs. */
  return async function once<T>(call: Call, work: (memory?: Once) => Promise<T>, part = 0): Promise<T> {
    const key = call.header('x-idempotency-key') ?? call.header('idempotency-key');
    // Without a bearer there is no secret to seal an answer under, and nobody whose key it would be.
    if (key === undefined || call.caller.kind === 'nobody') return work();
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw wrongKey('must be 1 to 255 visible ASCII characters');
    if (call.caller.kind === 'public' && randomBits(key) < bitsOnWebsites)
      throw wrongKey(
        `must have ${bitsOnWebsites} random bits with a public key, such as 22 random letters and digits (a UUID has 122)`,
      );
    const name = digest(call.caller.actor.id, key, ...(part > 0 ? [String(part)] : []));
    const lock = `${call.caller.tenant} ${name}`;
    if (running.has(lock))
      throw new RefusalError(
        refuse('idempotency_in_progress', 'The first request with this idempotency key still runs'),
      );
    running.add(lock);
    try {
      return await work(memoryOf(hub, call, { key, name, nextEnd }));
    } finally {
      running.delete(lock);
    }
  };
}

function memoryOf(
  hub: HubContext,
  call: Call,
  { key, name, nextEnd }: { key: string; name: string; nextEnd: Record<Mode, number> },
): Once {
  const secret = createHmac('sha256', call.caller.bearer).update(`idempotency ${key}`).digest();
  // Under the same secret: nobody finds out by guessing what was asked for, and what was stored under the secret that an
  // API key had before it was rotated counts as another request, for its answer cannot be read any more.
  const asked = JSON.stringify([call.method, call.path, call.body]);
  // A key of text: Node takes five times as long for one of bytes.
  const fingerprint = createHmac('sha256', secret.toString('base64url')).update(asked).digest('base64url');
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
      if (!isStored(outcome)) return;
      const told = call.caller.kind === 'public' ? withoutSecrets(outcome) : outcome;
      const body = seal(secret, hub.randomBytes(12), JSON.stringify(told));
      const now = hub.clock();
      tx.remember(name, { fingerprint, body }, now + keptFor);
      const { mode } = call.caller;
      if (now >= nextEnd[mode]) nextEnd[mode] = tx.forgetAnswers(now, sweptAtOnce);
    },
  };
}

function isStored(outcome: Outcome): boolean {
  return (
    outcome.ok ||
    !(outcome.refusal.code === 'validation_failed' || notStored.has(statusOf[outcome.refusal.code]))
  );
}

/** A website's visitor is shown a secret once, and whoever repeats the request is not (API.md, "Request conventions"). */
function withoutSecrets(outcome: Outcome): Outcome {
  if (!outcome.ok) return outcome;
  const { shownOnce: _, ...rest } = outcome;
  return rest;
}

function wrongKey(message: string): RefusalError {
  const path = 'X-Idempotency-Key';
  return new RefusalError(
    refuse('validation_failed', `${path}: ${message}`, { issues: [{ path, message }] }),
  );
}

function digest(...parts: string[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url');
}
