import type { RequestListener } from 'node:http';
import type { HubContext } from '../context.ts';
import { feedApp } from './feed-app.ts';

/** Milliseconds between looks at what another process, or the network, may have changed. */
const lookEvery = 2_000;

/** Lets other computers in, where the owner said so; the answer stops it. */
export async function startSharing(hub: HubContext, app: RequestListener): Promise<() => Promise<void>> {
  await hub.sharing.start({ all: app, feeds: feedApp(hub) });
  let looking = false;
  const timer = setInterval(
    async () => {
      if (looking) return;
      looking = true;
      try {
        await hub.sharing.look();
      } catch (error) {
        hub.log.warn({ err: error }, 'sharing could not be looked after');
      } finally {
        looking = false;
      }
    },
    Math.min(lookEvery, hub.lookEvery * 2),
  );
  return async () => {
    clearInterval(timer);
    await hub.sharing.stop();
  };
}
