import type { Connection } from './sqlite-open.ts';

export interface Snapshot {
  /** `work` reads one consistent state; it awaits nothing but the store. */
  within<T>(work: () => Promise<T>): Promise<T>;
  /** To be called after each commit of this process: who begins to read now sees it. */
  committed(): void;
}

/**
 * Holds one read transaction open for all who read in the same turn of the event loop, for to begin and end one costs as
 * much as reading a document. It ends with the turn, with a commit, or with the last reader inside, whichever is last.
 */
export function sharedSnapshot(reader: Connection): Snapshot {
  const begin = reader.prepare('BEGIN');
  const commit = reader.prepare('COMMIT');
  let inside = 0;
  let isOver = false;

  function end(): void {
    if (!reader.open || !reader.inTransaction) return;
    isOver = inside > 0;
    if (!isOver) commit.run();
  }

  return {
    async within(work) {
      if (!reader.inTransaction) {
        begin.run();
        setImmediate(end);
      }
      inside++;
      try {
        return await work();
      } finally {
        if (--inside === 0 && isOver) end();
      }
    },
    committed: end,
  };
}
