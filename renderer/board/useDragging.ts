import { t } from '@lingui/core/macro';
import { useCallback, useMemo, useRef } from 'react';
import { usePractice } from '../app/practice.tsx';
import { useDesk } from '../data/index.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { createStore } from '../ui/store.ts';
import { lookupOf, verdictWords } from './board-lookup.ts';
import type { Target } from './drag.ts';
import { createDragStore, type Drag } from './drag-store.ts';
import type { CardModel, ColumnModel } from './model.ts';
import { createProber, type Prober } from './prober.ts';

/** Lets go of a card: answers when the outcome is known. */
export type Drop = (card: CardModel, target: Target) => Promise<void>;

/** The card in the air, whoever carries it: what pointer and keyboard have in common. */
export function useDragging(columns: readonly ColumnModel[], drop: Drop) {
  const desk = useDesk();
  const { format } = usePractice();
  const announce = useAnnounce();
  const store = useMemo(createDragStore, []);
  const prober = useRef<Prober>(undefined);
  const lookup = useMemo(() => lookupOf(columns, format), [columns, format]);
  const byDay = columns[0]?.day === true;

  const words = useCallback(
    (drag: Drag) => verdictWords(drag.verdict, lookup, drag.target.resource_id),
    [lookup],
  );

  const say = useCallback(
    (drag: Drag) => {
      if (drag.via !== 'keyboard' || drag.verdict.kind === 'checking') return;
      const { resource_id, start, end } = drag.target;
      // The column that it is over: a person, or a day.
      const where = byDay ? format.day(start) : (lookup.resource(resource_id) ?? '');
      announce(`${format.times(start, end)}, ${where}: ${words(drag)}`);
    },
    [announce, format, lookup, words, byDay],
  );

  /** Judges again once what decides it has arrived. */
  const judgeAgain = useCallback(() => {
    const drag = store.get();
    if (!drag || drag.dropped || !prober.current) return;
    const next = { ...drag, verdict: prober.current.verdict(drag.target) };
    store.set(next);
    say(next);
  }, [store, say]);

  const lift = useCallback(
    (card: CardModel, mode: Drag['mode'], via: Drag['via']) => {
      const { resource_id, start, end, customer } = card;
      const target = { resource_id, start, end };
      prober.current = createProber(desk, card.id, columns, judgeAgain);
      store.set({ card, mode, via, target, verdict: prober.current.verdict(target), dropped: false });
      if (via === 'keyboard') {
        announce(
          mode === 'move'
            ? t`Moving ${customer}. Arrow keys, Enter to drop, Escape to leave it.`
            : t`Resizing ${customer}. Arrow keys, Enter to drop, Escape to leave it.`,
        );
      }
    },
    [desk, columns, store, judgeAgain, announce],
  );

  const move = useCallback(
    (target: Target) => {
      const drag = store.get();
      if (!drag || drag.dropped || !prober.current) return;
      const { resource_id, start, end } = drag.target;
      if (resource_id === target.resource_id && start === target.start && end === target.end) return;
      const next = { ...drag, target, verdict: prober.current.verdict(target) };
      store.set(next);
      say(next);
    },
    [store, say],
  );

  const letGo = useCallback(async () => {
    const drag = store.get();
    if (!drag || drag.dropped) return;
    store.set({ ...drag, dropped: true });
    await drop(drag.card, drag.target);
    // The board may need a moment more to show the outcome; without the ghost the card would jump back first.
    setTimeout(() => {
      if (store.get()?.dropped) store.set(undefined);
    }, 60);
  }, [store, drop]);

  const cancel = useCallback(() => {
    const drag = store.get();
    store.set(undefined);
    if (drag?.via !== 'keyboard') return;
    const { customer, time } = drag.card;
    announce(t`${customer} stays at ${time}`);
  }, [store, announce]);

  return { store, words, lift, move, letGo, cancel };
}

/** Marking a stretch of free time, by pointer or keyboard. */
export function useMarking(onMarked: (target: Target) => void) {
  const { format } = usePractice();
  const announce = useAnnounce();
  const store = useMemo(() => createStore<Target | undefined>(undefined), []);

  const mark = useCallback(
    (target: Target, via: Drag['via']) => {
      const before = store.get();
      if (before?.start === target.start && before.end === target.end) return;
      store.set(target);
      if (via === 'pointer') return;
      const times = format.times(target.start, target.end);
      announce(t`${times} marked. Arrow keys, Enter to block it, Escape to leave it.`);
    },
    [store, announce, format],
  );

  const done = useCallback(() => {
    const target = store.get();
    store.set(undefined);
    if (target) onMarked(target);
  }, [store, onMarked]);

  const unmark = useCallback(() => {
    store.set(undefined);
    announce(t`Nothing is marked any more`);
  }, [store, announce]);

  return useMemo(() => ({ store, mark, done, unmark }), [store, mark, done, unmark]);
}
