import { grantKey } from '../../server/access/grant.ts';
import { startHub } from '../kit/hub.ts';

/** A real hub with an empty practice and many keys of the smallest plan, in a process of its own. */
const hub = await startHub({ unwatched: true });
const solo: string[] = [];
for (let i = 0; i < Number(process.argv[2] ?? 0); i++)
  solo.push(
    await grantKey(hub.hub, hub.tenant, { name: `Key ${i}`, kind: 'secret', mode: 'live', plan: 'solo' }),
  );
process.send?.({ url: hub.url, key: hub.keys.live, solo, database: `${hub.dataDir}/live.sqlite` });
process.on('message', async () => {
  await hub.stop();
  process.exit(0);
});
// A bench that failed leaves no hub behind.
process.on('disconnect', () => process.exit());
