import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config, startHub } from '../../server/main.ts';
import { monday } from './practice.ts';

/** A hub on an empty folder, as it is before the first run. */
export interface EmptyHub {
  readonly url: string;
  /** The address under which the process that started it opens the desk. */
  readonly link: string;
  close(): Promise<void>;
}

export async function startEmptyHub(): Promise<EmptyHub> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-empty-'));
  const deskDir = join(import.meta.dirname, '../../out/renderer');
  const clock = () => Date.parse(monday);
  const { hub, url, stop } = await startHub(config.parse({ dataDir, port: 0, deskDir, logLevel: 'error' }), {
    clock,
  });
  return {
    url,
    link: `${url}/#setup=${hub.setup.secret()}`,
    async close() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
