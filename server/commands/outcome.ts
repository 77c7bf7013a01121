import type { Actor, Command } from '../../shared/commands/define.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Mode, Tx } from '../store/store.ts';

/** A command that somebody asks the hub to carry out. */
export interface Execution {
  readonly mode: Mode;
  readonly tenant: string;
  readonly actor: Actor;
  readonly requestId: string;
  readonly command: Command;
  /** In wire form, as it came. */
  readonly args: Record<string, unknown>;
  /** The version, or versions, the caller takes it to be at (`If-Match`); another one by now is 412 `version_conflict`. */
  readonly ifVersion?: number | readonly number[] | undefined;
  /** Secrets made for this request: the answer shows them, and no document holds them. */
  readonly shownOnce?: Readonly<Record<string, unknown>> | undefined;
  /** Where the outcome is remembered, so that the same request again has the same outcome. */
  readonly once?: Once;
  /** A condition of the caller's own, checked in the transaction before the command. */
  require?(tx: Tx): Refusal | undefined | Promise<Refusal | undefined>;
}

/**
 * What became of it. `doc` is the result in wire form; absent where nothing is left of it or nothing changed. The answer
 * is `doc` and `shownOnce` together.
 */
export type Outcome =
  | {
      readonly ok: true;
      readonly doc?: Record<string, unknown>;
      readonly shownOnce?: Readonly<Record<string, unknown>>;
      readonly replayed?: true;
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly replayed?: true };

/** Exactly-once for one request: an idempotency key, or the number of an intent (rules B2, S2). */
export interface Once {
  recall(tx: Tx): Outcome | undefined;
  remember(tx: Tx, outcome: Outcome): void;
}

export function refused(refusal: Refusal): Outcome & { ok: false } {
  return { ok: false, refusal };
}
