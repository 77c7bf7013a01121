import { useCallback, useMemo, useRef } from 'react';
import { usePractice } from '../app/practice.tsx';
import { useDesk } from '../data/index.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { lookupOf, verdictWords } from './board-lookup.ts';
import type { Target } from './drag.ts';
import { createDragStore, type Drag } from './drag-store.ts';
import type { Axis } from './geometry.ts';
import type { CardModel, ColumnModel } from './model.ts';
import { createProber, type Prober } from './prober.ts';

/** Lets go of a card: answers when the outcome is known. */
export type Drop = (card: CardModel, target: Target) => Promise<void>;

/** The card in the air, whoever carries it: what pointer and keyboard have in common. */
export function useDragging(axis: Axis, columns: readonly ColumnModel[], drop: Drop) {
  const desk = useDesk();
  const { format } = usePractice();
  const announce = useAnnounce();
  const store = useMemo(createDragStore, []);
  const prober = useRef<Prober>(undefined);
  const lookup = useMemo(() => lookupOf(columns, format), [columns, format]);

  const words = useCallback(
    (drag: Drag) => verdictWords(drag.verdict, lookup, drag.target.resource_id),
    [lookup],
  );

  const say = useCallback(
    (drag: Drag) => {
      if (drag.via !== 'keyboard' || drag.verdict.kind === 'checking') return;
      const { target } = drag;
      const who = lookup.resource(target.resource_id) ?? '';
      announce(`${format.times(target.start, target.end)}, ${who}: ${words(drag)}`);
    },
    [announce, format, lookup, words],
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
      const { resource_id, start, end } = card;
      const target = { resource_id, start, end };
      prober.current = createProber(desk, card.id, axis, judgeAgain);
      store.set({ card, mode, via, target, verdict: prober.current.verdict(target), dropped: false });
      if (via === 'keyboard') {
        announce(
          `${mode === 'move' ? 'Moving' : 'Resizing'} ${card.customer}. Arrow keys, Enter to drop, Escape to leave it.`,
        );
      }
    },
    [desk, axis, store, judgeAgain, announce],
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
    if (drag?.via === 'keyboard') announce(`${drag.card.customer} stays at ${drag.card.time}`);
  }, [store, announce]);

  return { store, words, lift, move, letGo, cancel };
}
