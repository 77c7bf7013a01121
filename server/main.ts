import './heap.ts';

import type { AddressInfo } from 'node:net';
import type { seedDemo as seed } from './access/demo-staff.ts';
import { startUses } from './access/uses.ts';
import { createApp } from './app.ts';
import { startBackups } from './backup/start.ts';
import type { Config } from './config.ts';
import { type ContextOptions, createContext, type HubContext } from './context.ts';
import { reapplyLedger } from './customers/reapply.ts';
import type { DemoAccess } from './demo/seed.ts';
import { startDue } from './due.ts';
import { startForgetting } from './events/forget.ts';
import { noteRunning } from './folder.ts';
import { startFlushing } from './gates/rate-limit.ts';
import { startPaper } from './paper/start.ts';
import { startSharing } from './sharing/start.ts';
import { startWebhooks } from './webhooks/start.ts';

// What a shell around the hub (Electron's utility process, `npm start`) may use; it imports nothing deeper.
export { grantInvitation } from './access/grant.ts';
export { type Config, config, defaultDataDir } from './config.ts';
export { createContext, type HubContext } from './context.ts';
export { runningOn } from './folder.ts';

/** A hub that answers. */
export interface RunningHub {
  /** Another one after a restore. */
  readonly hub: HubContext;
  readonly url: string;
  /** Is told of the other hub that runs here after a restore. */
  onRestart(listener: (hub: HubContext) => void): void;
  /** Finishes what it is answering, ends streams, closes the databases. */
  stop(): Promise<void>;
}

/** Starts the hub; resolves when it listens, rejects with what is in the way (a port in use, a newer data folder). */
export async function startHub(config: Config, options: ContextOptions = {}): Promise<RunningHub> {
  let current = await startOnce(config, options);
  const { url } = current;
  const again = { ...config, port: Number(new URL(url).port) };
  const listeners = new Set<(hub: HubContext) => void>();
  let restarting: Promise<void> = Promise.resolve();
  current.hub.restart.connect(restart);

  /** In this process, at the same address. */
  function restart(between: () => void): Promise<void> {
    restarting = restarting
      .then(() => startAgain(between))
      .catch((error: unknown) => {
        // As at its start: nobody is left who could say it, and whoever runs this process starts it again.
        setImmediate(() => {
          throw error;
        });
      });
    return restarting;
  }

  async function startAgain(between: () => void): Promise<void> {
    await current.stop();
    let problem: unknown;
    try {
      between();
    } catch (error) {
      problem = error;
    }
    current = await startOnce(again, options);
    current.hub.restart.connect(restart);
    for (const listener of listeners) listener(current.hub);
    if (problem !== undefined) current.hub.backups.failed(problem);
  }

  return {
    get hub() {
      return current.hub;
    },
    url,
    onRestart: (listener) => void listeners.add(listener),
    async stop() {
      await restarting;
      await current.stop();
    },
  };
}

async function startOnce(config: Config, options: ContextOptions): Promise<Omit<RunningHub, 'onRestart'>> {
  const hub = createContext(config, { ...options, keepsLog: true });
  await reapplyLedger(hub);
  const app = createApp(hub);
  const server = app.listen(config.port, config.host);
  // Node's five seconds are less than what a busy caller may be away for: its next request would meet a closed connection.
  server.keepAliveTimeout = 65_000;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
  } catch (error) {
    await hub.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const url = `http://${config.host}:${port}`;
  const forget = noteRunning(config.dataDir, url);
  const stopDue = startDue(hub);
  const stopUses = startUses(hub);
  const stopForgetting = startForgetting(hub);
  const stopFlushing = startFlushing(hub);
  const stopPaper = startPaper(hub);
  const stopBackups = await startBackups(hub);
  const stopWebhooks = await startWebhooks(hub);
  const stopSharing = await startSharing(hub, app);
  return {
    hub,
    url,
    async stop() {
      forget();
      await stopBackups();
      await stopSharing();
      await stopDue();
      await stopPaper();
      await hub.exports.stop();
      await stopWebhooks();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), 500);
      await closed;
      clearTimeout(force);
      await stopUses();
      await stopForgetting();
      stopFlushing();
      await hub.close();
    },
  };
}

/** Fills an empty hub with the demo practice, see `access/demo-staff.ts`, which a start without it need not read. */
export async function seedDemo(...args: Parameters<typeof seed>): Promise<DemoAccess | undefined> {
  const demo = await import('./access/demo-staff.ts');
  return demo.seedDemo(...args);
}
