import { orNoRoom } from './full.ts';
import type { Connection } from './sqlite-open.ts';

interface Waiting {
  readonly run: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Works that wait together share one transaction and thus one flush to disk; more than this many wait for the next. */
const groupSize = 128;

/**
 * Runs works one after the other, a savepoint each, many per transaction. A work that throws is rolled back alone; if
 * the commit fails, all of the group fail. Works are answered after the commit, so what was answered is durable.
 */
export function groupCommit(db: Connection, on: { started: () => void; committed: () => void }) {
  const queue: Waiting[] = [];
  let running = false;
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const savepoint = db.prepare('SAVEPOINT work');
  const release = db.prepare('RELEASE work');
  const undo = db.prepare('ROLLBACK TO work');

  async function runOne(work: Waiting): Promise<() => void> {
    savepoint.run();
    try {
      const value = await work.run();
      release.run();
      return () => work.resolve(value);
    } catch (error) {
      // A full disk may have ended the whole transaction, and the savepoint with it.
      if (!db.inTransaction) throw error;
      undo.run();
      release.run();
      return () => work.reject(orNoRoom(error));
    }
  }

  async function runGroup(): Promise<void> {
    const group = queue.splice(0, groupSize);
    const answers: (() => void)[] = [];
    on.started();
    try {
      begin.run();
      for (const work of group) answers.push(await runOne(work));
      commit.run();
    } catch (error) {
      if (db.inTransaction) rollback.run();
      for (const work of group) work.reject(orNoRoom(error));
      return;
    }
    on.committed();
    for (const answer of answers) answer();
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) await runGroup();
    running = false;
  }

  return function enqueue<T>(run: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      queue.push({ run, resolve: (value) => resolve(value as T), reject });
      if (running) return;
      running = true;
      setImmediate(drain);
    });
  };
}
