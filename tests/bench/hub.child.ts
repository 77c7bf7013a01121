import { startHub } from '../kit/hub.ts';

/** A real hub with an empty practice, in a process of its own, so that who asks does not slow who answers. */
const started = performance.now();
const hub = await startHub({ unwatched: true });
process.send?.({ url: hub.url, key: hub.keys.live, ready: performance.now() - started });
process.on('message', async () => {
  await hub.stop();
  process.exit(0);
});
