import type { RxDocumentData } from 'rxdb/plugins/core';
import { deskResources } from '../../shared/resources/index.ts';
import type { IntentOutcome } from '../../shared/wire/intents.ts';
import type { Database } from './database.ts';
import { knownCode } from './hub.ts';
import { intentKey, type StoredIntent } from './intent-schema.ts';
import { type Applied, isApplied, presentEffect } from './overlay.ts';
import { type MutableSignal, type Signal, signal } from './signal.ts';

/** What a new intent says; the outbox numbers it. */
export type IntentDraft = Omit<
  StoredIntent,
  'key' | 'n' | 'state' | 'resend' | 'dismissed' | 'refusal' | 'settled_at'
>;

/** The intents of this store. */
export interface Outbox {
  /** Those that still matter to a screen, in the order of `n`: pending, refused, and accepted ones not yet applied. */
  readonly signal: Signal<readonly StoredIntent[]>;
  /** The highest number that this store has given; 0 before the first. */
  newest(): number;
  /** Stores an intent under the next number; resolves when it is durable (rule S1). */
  add(draft: IntentDraft): Promise<StoredIntent>;
  /** Notes the hub's answers; `now` is the hub's clock. Settled ones stay as they are (rule S2). */
  settle(outcomes: readonly IntentOutcome[], now: string): Promise<void>;
  /** Takes a refused intent off the list of what needs attention. */
  dismiss(id: string): Promise<void>;
  /** After a restore: what was accepted is sent again (rule S7). */
  resendAccepted(): Promise<void>;
  /** Forgets what was settled before the instant; the newest number is always kept. */
  purge(settledBefore: string): Promise<void>;
  /** Drops from memory what is in the base. */
  forgetApplied(applied: Applied): void;
  close(): void;
}

/** Opens the intents; `applied` says which accepted ones need not be looked at any more. */
export async function openOutbox({ intents, waiting }: Database, applied: Applied): Promise<Outbox> {
  const known = new Map<number, RxDocumentData<StoredIntent>>();
  const alive: MutableSignal<readonly StoredIntent[]> = signal<readonly StoredIntent[]>([]);
  let highest = 0;

  function put(rows: readonly RxDocumentData<StoredIntent>[]): void {
    let changed = false;
    const settled: number[] = [];
    for (const row of rows) {
      highest = Math.max(highest, row.n);
      const before = known.get(row.n);
      if (before && revision(before) >= revision(row)) continue;
      changed = true;
      if (row.state === 'pending' && !row.resend) waiting.keep(row);
      if (row.state === 'accepted' || row.dismissed) settled.push(row.n);
      if (matters(row)) known.set(row.n, { ...row, ...(before ? keptOf(before) : presentOf(row)) });
      else known.delete(row.n);
    }
    waiting.drop(settled);
    if (changed) alive.set(inOrder());
  }

  function inOrder(): StoredIntent[] {
    return [...known.values()].sort((a, b) => a.n - b.n);
  }

  const subscription = intents.eventBulks$.subscribe((bulk) =>
    put(bulk.events.map((event) => event.documentData)),
  );

  const newest = await intents.find({ sort: [{ key: 'desc' }], limit: 1 }).exec();
  const unsettled = await intents.find({ selector: { state: { $in: ['pending', 'refused'] } } }).exec();
  const containedEverywhere = Math.min(...deskResources.map((name) => applied.upTo[name] ?? 0));
  const recent = await intents.find({ selector: { key: { $gt: intentKey(containedEverywhere) } } }).exec();
  put([...newest, ...unsettled, ...recent].map((doc) => doc.toMutableJSON(true)));

  /** Changes several at once: one read and one write of the store, and one change for whoever watches. */
  async function modify(
    ns: readonly number[],
    change: (before: StoredIntent) => StoredIntent,
  ): Promise<void> {
    const docs = await intents.findByIds(ns.map(intentKey)).exec();
    const modified = await Promise.all(
      [...docs.values()].map((doc) => doc.incrementalModify((data) => ({ ...data, ...change(data) }))),
    );
    put(modified.map((doc) => doc.toMutableJSON(true)));
  }

  return {
    signal: alive,
    newest: () => highest,

    async add(draft) {
      for (let n = highest + 1; ; n++) {
        const row: StoredIntent = {
          ...draft,
          key: intentKey(n),
          n,
          state: 'pending',
          resend: false,
          dismissed: false,
        };
        try {
          const stored = await intents.insert(row);
          put([stored.toMutableJSON(true)]);
          return row;
        } catch (error) {
          // Another window of this desk took the number in the same moment.
          if (!isConflict(error)) throw error;
        }
      }
    },

    async settle(outcomes, now) {
      const byN = new Map(outcomes.map((outcome) => [outcome.n, outcome]));
      await modify([...byN.keys()], (before) => {
        const outcome = byN.get(before.n);
        if (!outcome || before.state !== 'pending') return before;
        const { state, refusal } = outcome;
        const settled = { ...before, state, settled_at: now, resend: false };
        if (!refusal) return settled;
        return { ...settled, refusal: { ...refusal, code: knownCode(refusal.code) } };
      });
    },

    async dismiss(id) {
      const intent = alive.get().find((one) => one.id === id);
      if (intent?.state !== 'refused') return;
      await modify([intent.n], (before) => ({ ...before, dismissed: true }));
    },

    async resendAccepted() {
      const accepted = await intents.find({ selector: { state: { $eq: 'accepted' } } }).exec();
      await modify(
        accepted.map(({ n }) => n),
        (before) => (before.state === 'accepted' ? { ...before, state: 'pending', resend: true } : before),
      );
    },

    async purge(settledBefore) {
      const old = await intents
        .find({ selector: { state: { $in: ['accepted', 'refused'] }, settled_at: { $lt: settledBefore } } })
        .exec();
      const done = old.filter((doc) => doc.n < highest && (doc.state === 'accepted' || doc.dismissed));
      // What was said in it goes too; the store keeps a removed document's fields.
      for (const doc of done)
        await doc.incrementalModify((data) => ({ ...data, args: {}, effects: [], _deleted: true }));
    },

    forgetApplied(applied) {
      const before = known.size;
      for (const [n, intent] of known) {
        const inBase = intent.effects.every((effect) => isApplied(intent, effect.resource, applied));
        if (intent.state === 'accepted' && inBase) known.delete(n);
      }
      if (known.size < before) alive.set(inOrder());
    },

    close: () => subscription.unsubscribe(),
  };
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CONFLICT';
}

function revision(row: RxDocumentData<StoredIntent>): number {
  return Number.parseInt(row._rev, 10);
}

/** What an intent says never changes after it was made, so whoever has looked at it keeps the very objects. */
function keptOf({ args, effects }: StoredIntent): Pick<StoredIntent, 'args' | 'effects'> {
  return { args, effects };
}

/** What a row of the store says, in the shapes of this version of the desk (rule S8). */
function presentOf({ args, effects }: StoredIntent): Pick<StoredIntent, 'args' | 'effects'> {
  return { args, effects: effects.map((effect) => presentEffect(effect)) };
}

function matters(row: RxDocumentData<StoredIntent>): boolean {
  return !row._deleted && !(row.state === 'refused' && row.dismissed);
}
