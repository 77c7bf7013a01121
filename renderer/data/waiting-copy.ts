import * as z from 'zod';
import type { StoredIntent } from './intent-schema.ts';
import type { IntentDraft } from './outbox.ts';
import type { Platform } from './platform.ts';
import { type Signal, sameItems, signal } from './signal.ts';

/**
 * What waits for the hub, a second time and outside of the store: an IndexedDB whose files were damaged is thrown away, by
 * the browser itself or by `mended-store.ts`, and what a person did must not go with it (rule S1).
 */
export interface WaitingCopy {
  /** Numbers of those that wait and have no copy, because there is no room for one. */
  readonly uncopied: Signal<readonly number[]>;
  /** Copies it, once. */
  keep(intent: StoredIntent): void;
  /** The hub has these, or somebody has seen that it refused them. */
  drop(ns: readonly number[]): void;
  /** What waited in a store that is no more; undefined where none was lost. Until `recovered` it is answered again. */
  lost(): Lost | undefined;
  recovered(): void;
}

/** What a store that is no more leaves behind. */
export interface Lost {
  /** In their order. */
  readonly drafts: readonly IntentDraft[];
  /** So many more waited, of which there is no copy. */
  readonly uncopied: number;
}

const range = z.object({
  store: z.string(),
  from: z.int(),
  to: z.int(),
  /** Characters of all its copies. */
  size: z.int(),
  uncopied: z.int(),
});
type Range = z.output<typeof range>;
const head = z.object({ present: range, lost: z.array(range) });
type Head = z.output<typeof head>;

const draft = z.looseObject({
  id: z.string(),
  command: z.string(),
  args: z.object({}),
  effects: z.array(z.unknown()),
});

/**
 * Characters of all copies together: some thousands of intents. Browsers have room for five million, and who is signed in
 * and what was chosen must always fit in as well.
 */
const room = 3_500_000;

/**
 * Opens the copy.
 * @param name Of the database.
 * @param store Tells one store of that name from the next.
 */
export function openWaitingCopy(keyValue: Platform['keyValue'], name: string, store: string): WaitingCopy {
  const headKey = `${name}.waiting`;
  const keyOf = (of: string, n: number) => `${headKey}.${of}.${n}`;
  const without = new Map<number, StoredIntent>();
  const uncopied = signal<readonly number[]>([], sameItems);

  function read(): Head {
    const known = parsed(keyValue.getItem(headKey));
    const fresh = { store, from: 1, to: 0, size: 0, uncopied: 0 };
    if (!known) return { present: fresh, lost: [] };
    if (known.present.store === store) return known;
    return { present: fresh, lost: [...known.lost, known.present] };
  }

  function write(next: Head): void {
    uncopied.set([...without.keys()]);
    const present = { ...next.present, uncopied: without.size };
    try {
      keyValue.setItem(headKey, JSON.stringify({ ...next, present }));
    } catch {
      // There is not even room for this: what was just copied is not found again, and nothing else changes.
    }
  }

  function remove({ store: of, from, to }: Range): void {
    for (let n = from; n <= to; n++) keyValue.removeItem(keyOf(of, n));
  }

  /** Copies what has none yet, as far as there is room; answers what the copy holds then. */
  function filled({ present, lost }: Head): Head {
    let { from, to, size } = present;
    for (const [n, intent] of without) {
      const text = JSON.stringify(draftIn(intent));
      if (size + text.length > room) break;
      try {
        keyValue.setItem(keyOf(store, n), text);
      } catch {
        break;
      }
      without.delete(n);
      from = to < from ? n : Math.min(from, n);
      to = Math.max(to, n);
      size += text.length;
    }
    return { present: { ...present, from, to, size }, lost };
  }

  return {
    uncopied,
    keep(intent) {
      if (keyValue.getItem(keyOf(store, intent.n)) !== null) return;
      without.set(intent.n, intent);
      write(filled(read()));
    },
    drop(ns) {
      const { present, lost } = read();
      let { from, size } = present;
      let dropped = 0;
      for (const n of ns) {
        const text = keyValue.getItem(keyOf(store, n));
        if (!without.delete(n) && text === null) continue;
        dropped++;
        size -= text?.length ?? 0;
        keyValue.removeItem(keyOf(store, n));
      }
      if (dropped === 0) return;
      while (from <= present.to && keyValue.getItem(keyOf(store, from)) === null) from++;
      // Counted anew from nothing: two windows that copied the same one at once have counted it twice.
      if (from > present.to) size = 0;
      write(filled({ present: { ...present, from, size }, lost }));
    },
    lost() {
      const { lost } = read();
      if (lost.length === 0) return undefined;
      const drafts = lost.flatMap(({ store: of, from, to }) =>
        Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i).flatMap((n) => {
          const text = keyValue.getItem(keyOf(of, n));
          return text === null ? [] : draftOf(text);
        }),
      );
      return { drafts, uncopied: lost.reduce((sum, one) => sum + one.uncopied, 0) };
    },
    recovered() {
      const { present, lost } = read();
      for (const one of lost) remove(one);
      if (lost.length > 0) write({ present, lost: [] });
    },
  };
}

/** Removes the copy of a database that a person gave up. */
export function forgetWaitingCopy(keyValue: Platform['keyValue'], name: string): void {
  openWaitingCopy(keyValue, name, '').recovered();
  keyValue.removeItem(`${name}.waiting`);
}

function parsed(text: string | null): Head | undefined {
  try {
    return text === null ? undefined : head.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function draftIn(intent: StoredIntent): IntentDraft {
  const { key: _key, n: _n, state: _state, resend: _resend, dismissed: _dismissed, ...said } = intent;
  const { refusal: _refusal, settled_at: _settled, ...draft } = said;
  return draft;
}

function draftOf(text: string): IntentDraft[] {
  try {
    const said: IntentDraft = JSON.parse(text);
    return draft.safeParse(said).success ? [said] : [];
  } catch {
    return [];
  }
}
