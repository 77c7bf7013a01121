import type { HubStatus } from '../shared/ipc.ts';
import { backOff, steadyAfter } from './back-off.ts';
import { type FromHub, fromHub, type ToHub } from './hub-messages.ts';

/** As much of Electron's `UtilityProcess` as is needed, so that tests can be one. */
export interface HubChild {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  postMessage(message: ToHub): void;
  kill(): boolean;
}

export interface HubProcessOptions {
  /** Starts the hub's process. */
  readonly fork: () => HubChild;
  /** Whether other computers may reach it; false again when it ends. */
  readonly onSharing?: (on: boolean) => void;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** How long an invitation may take, the hub's start included, in milliseconds. */
  readonly patience?: number;
  /** How long a clean stop may take before the process is killed, in milliseconds. */
  readonly stopWithin?: number;
}

/** The hub that runs beside the window. */
export interface HubProcess {
  status(): HubStatus;
  /** Where it listens; nothing while it does not. */
  url(): string | undefined;
  /** A one-time invitation, as soon as the hub is there. Rejects with a sentence for people. */
  invitation(): Promise<string>;
  /** Ends it cleanly, by force after a while; it stays ended. */
  stop(): Promise<void>;
}

interface Asked {
  readonly resolve: (invitation: string) => void;
  readonly reject: (reason: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Starts the hub in a process of its own and starts it again, with growing pauses, whenever it ends by itself. */
export function startHubProcess(options: HubProcessOptions): HubProcess {
  const { fork, clock, onSharing = () => undefined, patience = 60_000, stopWithin = 5_000 } = options;
  const asked = new Map<number, Asked>();
  let status: HubStatus = { state: 'starting' };
  let child: HubChild | undefined;
  let failures = 0;
  let asks = 0;
  let stopping: Promise<void> | undefined;
  let restart: NodeJS.Timeout | undefined;
  let onExit = () => {};

  start();

  function start(): void {
    const startedAt = clock();
    let reason = '';
    status = { state: 'starting' };
    const started = fork();
    child = started;
    started.on('message', (message) => {
      const parsed = fromHub.safeParse(message);
      if (!parsed.success) return;
      if (parsed.data.type === 'failed') reason = parsed.data.reason;
      else hear(started, parsed.data);
    });
    started.on('exit', (code) => {
      child = undefined;
      onSharing(false);
      if (stopping) {
        onExit();
        return;
      }
      failures = clock() - startedAt >= steadyAfter ? 1 : failures + 1;
      const wait = backOff(failures);
      status = { state: 'down', reason: reason || `The hub ended with code ${code}.`, retry_in_ms: wait };
      restart = setTimeout(start, wait);
    });
  }

  function hear(from: HubChild, message: Exclude<FromHub, { type: 'failed' }>): void {
    if (message.type === 'ready') {
      if (stopping) return;
      status = { state: 'ready', url: message.url };
      for (const id of asked.keys()) from.postMessage({ type: 'invite', id });
      return;
    }
    if (message.type === 'sharing') {
      onSharing(message.on);
      return;
    }
    const waiting = asked.get(message.id);
    if (!waiting) return;
    forget(message.id);
    if (message.type === 'invitation') waiting.resolve(message.invitation);
    else waiting.reject(new Error(message.reason));
  }

  function forget(id: number): void {
    clearTimeout(asked.get(id)?.timer);
    asked.delete(id);
  }

  async function end(): Promise<void> {
    clearTimeout(restart);
    for (const [id, { reject }] of asked) {
      forget(id);
      reject(new Error('The hub is stopping.'));
    }
    const running = child;
    if (running) {
      await new Promise<void>((resolve) => {
        const force = setTimeout(() => running.kill(), stopWithin);
        onExit = () => {
          clearTimeout(force);
          resolve();
        };
        running.postMessage({ type: 'stop' });
      });
    }
    status = { state: 'stopped' };
  }

  return {
    status: () => status,
    url: () => (status.state === 'ready' ? status.url : undefined),
    invitation() {
      if (stopping) return Promise.reject(new Error('The hub is stopping.'));
      const id = ++asks;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          forget(id);
          reject(new Error(status.state === 'down' ? status.reason : 'The hub did not answer in time.'));
        }, patience);
        asked.set(id, { resolve, reject, timer });
        if (status.state === 'ready') child?.postMessage({ type: 'invite', id });
      });
    },
    stop() {
      stopping ??= end();
      return stopping;
    },
  };
}
