import { grantKey } from '../../server/access/grant.ts';
import type { CallAnswer, CallMessage } from '../kit/calls.ts';
import { startHub } from '../kit/hub.ts';

/** A real hub with an empty practice in a process of its own, which knows what it costs. */
const hub = await startHub({ unwatched: true });

const api = {
  hub: () => ({ url: hub.url, key: hub.keys.live }),
  invite: () => hub.invite(),
  /** Keys of the smallest plan. */
  async solo(count: number): Promise<string[]> {
    const keys: string[] = [];
    for (let i = 0; i < count; i++)
      keys.push(
        await grantKey(hub.hub, hub.tenant, { name: `Key ${i}`, kind: 'secret', mode: 'live', plan: 'solo' }),
      );
    return keys;
  },
  /** Processor time that it has taken, in milliseconds, and resident memory in megabytes. */
  cost() {
    const { user, system } = process.cpuUsage();
    return { cpu: (user + system) / 1000, memory: process.memoryUsage.rss() / 2 ** 20 };
  },
};

process.on('message', async ({ id, method, args }: CallMessage<keyof typeof api>) => {
  const answer: CallAnswer = await Promise.resolve(Reflect.apply(api[method], api, args)).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, error: String(error instanceof Error ? error.stack : error) }),
  );
  process.send?.(answer);
});
// A bench that failed leaves no hub behind.
process.on('disconnect', async () => {
  await hub.stop();
  process.exit();
});
process.send?.('ready');
