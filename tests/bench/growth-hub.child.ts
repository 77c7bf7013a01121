import { startHub } from '../kit/hub.ts';

/** A real hub with an empty practice on the folder that is named, in a process of its own. */
const hub = await startHub({ unwatched: true, timezone: 'UTC', dataDir: process.argv[2] ?? '' });
process.send?.({ url: hub.url, key: hub.keys.live, tenant: hub.tenant });
process.on('SIGTERM', async () => {
  await hub.stop();
  process.exit(0);
});
// A bench that failed leaves no hub behind.
process.on('disconnect', () => process.exit());
