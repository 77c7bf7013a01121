import type { Commit } from '../store/store.ts';

type Collections = Commit['collections'];

/** Tells of commits: of one at once, of more that follow it within the pause together at its end. */
export interface Together {
  add(collections: Collections): void;
  stop(): void;
}

/** @param pause Milliseconds. */
export function together(pause: number, tell: (collections: Collections) => void): Together {
  let waiting: Collections | undefined;
  let timer: NodeJS.Timeout | undefined;

  function endPause(): void {
    timer = undefined;
    const collections = waiting;
    waiting = undefined;
    if (collections) begin(collections);
  }

  function begin(collections: Collections): void {
    timer = setTimeout(endPause, pause);
    tell(collections);
  }

  return {
    add(collections) {
      if (timer === undefined) begin(collections);
      else waiting = { ...waiting, ...collections };
    },
    stop() {
      clearTimeout(timer);
      waiting = undefined;
    },
  };
}
