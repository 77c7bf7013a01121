import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { createContext, type HubContext } from '../context.ts';
import { runningOn } from '../folder.ts';
import { programVersion } from '../version.ts';
import { importPractice } from './import-practice.ts';
import { writeExport } from './write.ts';

type Print = (line: string) => void;

/** `export FILE`: everything of the practice in one zip, while a hub may be running on it. */
export async function exportTo(hub: HubContext, file: string, print: Print): Promise<void> {
  const [tenant] = hub.stores.live.tenants();
  if (!tenant) throw new Error('There is no practice yet: there is nothing to export');
  const path = resolve(file);
  try {
    await writeExport(hub.stores.live, { tenant, file: path, now: hub.clock(), program: programVersion });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      rmSync(path, { force: true });
    throw error;
  }
  print(path);
}

/** `import FILE`: makes the practice of an export that of an empty folder on which no hub runs. */
export async function importFrom(config: Config, file: string, print: Print): Promise<void> {
  const running = runningOn(config.dataDir);
  if (running) throw new Error(`A hub runs on ${config.dataDir}: stop it first (${running.url})`);
  const bytes = readFileSync(file);
  const hub = createContext(config);
  try {
    const { tenant_id, owner, anew } = await importPractice(hub, bytes);
    print(tenant_id);
    print(plain(`${owner.name} PIN ${owner.pin} (live)`));
    for (const name of anew.pins) print(plain(`${name} needs a new PIN`));
    for (const name of anew.feeds) print(plain(`Feed ${name} needs a new address`));
    for (const name of anew.webhooks) print(plain(`Webhook ${name} is off: it needs a new secret`));
  } finally {
    await hub.close();
  }
}

/** Without what a terminal would obey: the file may be anybody's. */
function plain(text: string): string {
  return text.replaceAll(/\p{C}/gu, ' ');
}
