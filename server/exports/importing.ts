import type { ImportWatch } from './import.ts';
import type { Progress } from './write.ts';

/** The import of an export that is under way, of which there is at most one. */
export interface Importing {
  run<T>(work: (watch: ImportWatch) => Promise<T>): Promise<T>;
  /** Without a total while none is under way. */
  progress(): Progress;
  /** Gives it up; answers whether there was one to give up, as soon as nothing of it is left. */
  cancel(): Promise<boolean>;
}

interface UnderWay {
  readonly ended: Promise<unknown>;
  readonly controller: AbortController;
}

export function keepImporting(): Importing {
  const none: Progress = { done: 0, total: 0 };
  let progress = none;
  let current: UnderWay | undefined;

  return {
    async run(work) {
      const controller = new AbortController();
      const tell = (next: Progress) => {
        progress = next;
      };
      const ended = work({ tell, signal: controller.signal });
      current = { ended, controller };
      try {
        return await ended;
      } finally {
        current = undefined;
        progress = none;
      }
    },
    progress: () => progress,
    async cancel() {
      if (!current) return false;
      current.controller.abort();
      return current.ended.then(
        () => false,
        () => true,
      );
    },
  };
}
