import { Worker } from 'node:worker_threads';
import { cachedEnv } from './compile-cache.ts';

/** A thread in which desks live, one after the other; everything that crosses is plain data. */
interface DeskThread {
  call(method: string, args: readonly unknown[]): Promise<unknown>;
  terminate(): Promise<void>;
  /** Whether the process waits for it. */
  hold(holds: boolean): void;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

function startDeskThread(): DeskThread {
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
    hold: (holds) => void (holds ? worker.ref() : worker.unref()),
  };
}

/** Threads whose desks have come to their end, for others: to load what a desk is made of takes longer than most desks live. */
const idle: DeskThread[] = [];

/** Milliseconds that a desk may take to end. */
const patience = 5_000;

/** A thread for a desk: one whose desk is over, or a new one. */
export function takeDeskThread(): DeskThread {
  const thread = idle.pop() ?? startDeskThread();
  thread.hold(true);
  return thread;
}

/** Ends the desk in it, and keeps it for the next; a thread that does not end its desk soon is ended itself. */
export async function giveBackDeskThread(thread: DeskThread): Promise<void> {
  const timer = Promise.withResolvers<boolean>();
  const clock = setTimeout(() => timer.resolve(false), patience);
  const ended = thread.call('end', []).then(
    () => true,
    () => false,
  );
  const clean = await Promise.race([ended, timer.promise]);
  clearTimeout(clock);
  if (!clean) return thread.terminate();
  thread.hold(false);
  idle.push(thread);
}
