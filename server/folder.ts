import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const note = z.object({ pid: z.int(), url: z.string() });
export type FolderNote = z.output<typeof note>;

/** The hub that runs on a data folder, if one does: two on one folder would be two authorities. */
export function runningOn(dataDir: string): FolderNote | undefined {
  const file = noteFile(dataDir);
  if (!existsSync(file)) return undefined;
  const found = note.safeParse(JSON.parse(readFileSync(file, 'utf8') || 'null')).data;
  return found && found.pid !== process.pid && isAlive(found.pid) ? found : undefined;
}

/** Notes in the folder that this process runs on it; the answer takes the note away again. */
export function noteRunning(dataDir: string, url: string): () => void {
  writeFileSync(noteFile(dataDir), JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
  return () => rmSync(noteFile(dataDir), { force: true });
}

function noteFile(dataDir: string): string {
  return join(dataDir, 'running.json');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
