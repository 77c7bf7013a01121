import { join } from 'node:path';
import { asHub } from '../../server/access/grant.ts';
import { loadDocuments } from '../../shared/commands/practice/load.ts';
import type { CallAnswer, CallMessage } from '../kit/calls.ts';
import { startHub } from '../kit/hub.ts';
import { type PracticeSize, practiceDocuments, tenant, zone } from './desk-practice.ts';

/** A real hub that serves the built desk, in a process of its own. Arguments: data folder, port. */
const [dataDir = '', port = '0'] = process.argv.slice(2);
const deskDir = join(import.meta.dirname, '../../out/renderer');
const hub = await startHub({ dataDir, port: Number(port), deskDir, timezone: zone, unwatched: true });

const passphrase = 'a long walk in the dunes';

const api = {
  url: () => hub.url,
  invite: () => hub.invite(),
  async backUp(): Promise<string> {
    await hub.hub.backups.change({ passphrase });
    return (await hub.hub.backups.make()).file;
  },
  /** Answers when the hub that starts again was told to (milliseconds since the epoch). */
  async restore(file: string): Promise<number> {
    const staged = await hub.hub.backups.restore(file, passphrase);
    await staged.ready;
    const at = Date.now();
    await staged.go();
    return at;
  },
  async fill(size: PracticeSize): Promise<void> {
    const documents = [...practiceDocuments(size, hub.hub.clock())];
    for (let i = 0; i < documents.length; i += 1000)
      await asHub(hub.hub, tenant, loadDocuments, { documents: documents.slice(i, i + 1000) });
  },
};
export type DeskHubApi = typeof api;

process.on('message', async ({ id, method, args }: CallMessage<keyof DeskHubApi>) => {
  const answer: CallAnswer = await Promise.resolve(Reflect.apply(api[method], api, args)).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, error: String(error instanceof Error ? error.stack : error) }),
  );
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
