import { Worker } from 'node:worker_threads';
import type { HubContext } from '../context.ts';
import type { Mode } from '../store/store.ts';
import type { Disabling } from './host.ts';
import type { FromThread, ThreadStart, ToThread } from './messages.ts';
import type { Running } from './sending.ts';

/** How long the thread may take to end what it is about, in milliseconds. */
const stopWithin = 5_000;
/** After how long one that died is started again, in milliseconds. */
const pause = 1_000;

type Disable = (mode: Mode, tenant: string, why: Disabling) => Promise<void>;

/** Beside this file, or beside the bundle that it became part of. */
function entry(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './thread.ts' : './webhooks.js', import.meta.url);
}

/**
 * Sends from a thread of its own. One that dies is started again: what it had not done stands in its files, and what it
 * was not told it finds in the store.
 */
export function sendInThread(hub: HubContext, disable: Disable): Running {
  const asked = new Map<number, () => void>();
  let asks = 0;
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  let thread: Worker | undefined;
  let ended: Promise<void> = Promise.resolve();
  start();

  function start(): void {
    const workerData: ThreadStart = {
      config: hub.config,
      secret: hub.secret,
      lookEvery: hub.lookEvery,
      ahead: hub.clock() - Date.now(),
    };
    const started = new Worker(entry(), { workerData });
    started.on('message', (message: FromThread) => {
      if (message.type === 'withheld') answer(message.n);
      else if (message.type === 'logged') hub.keptLog?.write(message.line);
      else
        disable(message.mode, message.tenant, message.why).catch((error) =>
          hub.log.error({ err: error }, 'an endpoint could not be switched off'),
        );
    });
    started.on('error', (error) => hub.log.error({ err: error }, 'the thread that sends webhooks died'));
    thread = started;
    ended = new Promise((resolve) => {
      started.on('exit', () => {
        thread = undefined;
        // Nothing is on its way any more.
        for (const n of [...asked.keys()]) answer(n);
        if (!stopped) again = setTimeout(start, pause);
        resolve();
      });
    });
  }

  function answer(n: number): void {
    asked.get(n)?.();
    asked.delete(n);
  }

  function say(message: ToThread): void {
    thread?.postMessage(message);
  }

  return {
    committed: (mode, commit) => say({ type: 'committed', mode, commit }),
    look: (mode, tenant) => say({ type: 'look', mode, tenant }),
    async withhold(mode, tenant) {
      if (!thread) return;
      const n = asks++;
      const withheld = new Promise<void>((resolve) => asked.set(n, resolve));
      say({ type: 'withhold', mode, tenant, n });
      await withheld;
    },
    async stop() {
      stopped = true;
      clearTimeout(again);
      say({ type: 'stop' });
      const force = setTimeout(() => thread?.terminate(), stopWithin);
      await ended;
      clearTimeout(force);
    },
  };
}
