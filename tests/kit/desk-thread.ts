import { Worker } from 'node:worker_threads';
import { cachedEnv } from './compile-cache.ts';

/** A thread in which desks live, one after the other; everything that crosses is plain data. */
export interface DeskThread {
  call(method: string, args: readonly unknown[]): Promise<unknown>;
  terminate(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

export function startDeskThread(): DeskThread {
  const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), { env: cachedEnv });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;

  worker.on('message', ({ id, result, error }: Answer) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error));
  });
  worker.on('error', (error) => {
    for (const call of waiting.values()) call.reject(error);
  });

  return {
    call(method, args) {
      const id = calls++;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(id, answer);
      worker.postMessage({ id, method, args });
      return answer.promise;
    },
    terminate: async () => void (await worker.terminate()),
  };
}

/** Threads whose desks have come to their end, for others: to load what a desk is made of takes longer than most desks live. */
export interface DeskThreads {
  take(): DeskThread;
  /** Ends the desk in it; a thread that does not end its desk soon is ended itself. */
  giveBack(thread: DeskThread): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds that a desk may take to end. */
const patience = 5_000;

export function openDeskThreads(): DeskThreads {
  const idle: DeskThread[] = [];
  return {
    take: () => idle.pop() ?? startDeskThread(),
    async giveBack(thread) {
      const timer = Promise.withResolvers<boolean>();
      const clock = setTimeout(() => timer.resolve(false), patience);
      const ended = thread.call('end', []).then(
        () => true,
        () => false,
      );
      const clean = await Promise.race([ended, timer.promise]);
      clearTimeout(clock);
      if (clean) idle.push(thread);
      else await thread.terminate();
    },
    async close() {
      await Promise.all(idle.splice(0).map((thread) => thread.terminate()));
    },
  };
}
