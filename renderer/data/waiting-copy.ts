import * as z from 'zod';
import type { StoredIntent } from './intent-schema.ts';
import type { IntentDraft } from './outbox.ts';
import type { Platform } from './platform.ts';

/**
 * What waits for the hub, a second time and outside of the store: an IndexedDB whose files were damaged is thrown away, by
 * the browser itself or by `mended-store.ts`, and what a person did must not go with it (rule S1).
 */
export interface WaitingCopy {
  keep(intent: StoredIntent): void;
  /** The hub has these, or somebody has seen that it refused them. */
  drop(ns: readonly number[]): void;
  /** What waited in a store that is no more, in its order; until `recovered` it is answered again. */
  lost(): IntentDraft[];
  recovered(): void;
}

const range = z.object({ store: z.string(), from: z.int(), to: z.int() });
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
 * Opens the copy.
 * @param name Of the database.
 * @param store Tells one store of that name from the next.
 */
export function openWaitingCopy(keyValue: Platform['keyValue'], name: string, store: string): WaitingCopy {
  const headKey = `${name}.waiting`;
  const keyOf = (of: string, n: number) => `${headKey}.${of}.${n}`;

  function read(): Head {
    const known = parsed(keyValue.getItem(headKey));
    const fresh = { store, from: 1, to: 0 };
    if (!known) return { present: fresh, lost: [] };
    if (known.present.store === store) return known;
    return { present: fresh, lost: [...known.lost, known.present] };
  }

  function remove({ store: of, from, to }: Range): void {
    for (let n = from; n <= to; n++) keyValue.removeItem(keyOf(of, n));
  }

  return {
    keep({ key: _key, n, state: _state, resend: _resend, dismissed: _dismissed, ...said }) {
      const { present, lost } = read();
      const from = present.to < present.from ? n : Math.min(present.from, n);
      try {
        keyValue.setItem(keyOf(store, n), JSON.stringify(said));
        const grown = { store, from, to: Math.max(present.to, n) };
        keyValue.setItem(headKey, JSON.stringify({ present: grown, lost }));
      } catch {
        // There is room for thousands; beyond, what waits is in the store alone.
      }
    },
    drop(ns) {
      const { present, lost } = read();
      for (const n of ns) keyValue.removeItem(keyOf(store, n));
      let { from } = present;
      while (from <= present.to && keyValue.getItem(keyOf(store, from)) === null) from++;
      if (from !== present.from)
        keyValue.setItem(headKey, JSON.stringify({ present: { ...present, from }, lost }));
    },
    lost() {
      return read().lost.flatMap(({ store: of, from, to }) =>
        Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i).flatMap((n) => {
          const text = keyValue.getItem(keyOf(of, n));
          return text === null ? [] : draftOf(text);
        }),
      );
    },
    recovered() {
      const { present, lost } = read();
      for (const one of lost) remove(one);
      if (lost.length > 0) keyValue.setItem(headKey, JSON.stringify({ present, lost: [] }));
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

function draftOf(text: string): IntentDraft[] {
  try {
    const said: IntentDraft = JSON.parse(text);
    return draft.safeParse(said).success ? [said] : [];
  } catch {
    return [];
  }
}
