import { asHub, grantInvitation, grantKey } from '../../server/access/grant.ts';
import { config } from '../../server/config.ts';
import { type RunningHub, startHub } from '../../server/main.ts';
import type { Mode } from '../../server/store/store.ts';
import { createPractice } from '../../shared/commands/practice/create.ts';
import type { CallAnswer, CallMessage } from './calls.ts';
import { type TestClock, testClock } from './clock.ts';

/** How a hub of its own process is to start. */
export interface HubChildStart {
  readonly dataDir: string;
  readonly port: number;
  /** What its clock stands at. */
  readonly now: string;
  readonly deskDir?: string;
}

let running: RunningHub | undefined;
let clock: TestClock = testClock('2026-04-15T04:00:00Z');

function hub() {
  if (!running) throw new Error('the hub was not started');
  return running.hub;
}

const api = {
  async start({ dataDir, port, now, deskDir }: HubChildStart): Promise<{ url: string; epoch: string }> {
    clock = testClock(now);
    const options = { clock, sendsInThread: true, passphraseCost: { N: 1024, r: 8, p: 1 } };
    running = await startHub(
      config.parse({ dataDir, port, deskDir, sharingPort: 0, feedsPort: 0, logLevel: 'error' }),
      options,
    );
    return { url: running.url, epoch: running.hub.stores.live.epoch };
  },
  /** Makes a practice, or the sandbox of one; answers with a secret key of it that has no limits. */
  async found(founded: string, mode: Mode): Promise<string> {
    const practice = { name: 'Dune Clinic', timezone: 'Asia/Kolkata', currency: 'INR', country: 'IN' };
    await asHub(hub(), founded, createPractice, practice, mode);
    return grantKey(hub(), founded, { name: 'Test key', kind: 'secret', mode, plan: 'enterprise' });
  },
  invite: (tenant: string): Promise<string> => grantInvitation(hub(), tenant, 60),
  /** Kills the hub's process after the next commit to the live data, before anybody is answered. */
  async dieAfterCommit(): Promise<void> {
    hub().stores.live.onCommit(() => process.kill(process.pid, 'SIGKILL'));
  },
  async setClock(iso: string): Promise<void> {
    clock.set(iso);
  },
};

/** What a test may ask of a hub that is a process of its own. */
export type HubChildApi = typeof api;

process.on('message', async ({ id, method, args }: CallMessage<keyof HubChildApi>) => {
  const answer: CallAnswer = await answerTo(method, args).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, error: String(error instanceof Error ? error.stack : error) }),
  );
  process.send?.(answer);
});

async function answerTo(method: keyof HubChildApi, args: readonly unknown[]): Promise<unknown> {
  return Reflect.apply(api[method], api, args);
}

// A test that is gone leaves no hub behind.
process.on('disconnect', () => process.exit());
