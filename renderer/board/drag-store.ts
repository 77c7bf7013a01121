import type { Verdict } from '../booking/verdict.ts';
import { createStore, type Store } from '../ui/store.ts';
import type { Target } from './drag.ts';
import type { CardModel } from './model.ts';

/** A card that is on its way somewhere else, by pointer or keyboard. */
export interface Drag {
  readonly card: CardModel;
  readonly mode: 'move' | 'resize';
  readonly via: 'pointer' | 'keyboard';
  readonly target: Target;
  readonly verdict: Verdict;
  /** Let go: the ghost stays until the board shows the outcome. */
  readonly dropped: boolean;
}

export type DragStore = Store<Drag | undefined>;

export function createDragStore(): DragStore {
  return createStore<Drag | undefined>(undefined);
}
