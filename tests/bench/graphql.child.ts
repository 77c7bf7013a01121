import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config, seedDemo, startHub } from '../../server/main.ts';

/** A real hub with the large demo practice, in a process of its own. */
const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-bench-'));
const started = await startHub(config.parse({ dataDir, port: 0, logLevel: 'error' }));
const demo = await seedDemo(started.hub, 'large');
process.send?.({ url: started.url, key: demo?.keys.live });
process.on('message', async () => {
  await started.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
