import { open, stat } from 'node:fs/promises';
import type { Connection } from './sqlite-open.ts';

const chunkSize = 1 << 20;

/**
 * Takes what transactions removed off the disk. `secure_delete` overwrites what is deleted, and a checkpoint brings that
 * into the file; but a page that was split before may still have an old copy of a row between its cells, which nothing
 * overwrites. So the file is searched for the removed texts, and written anew if one of them is in it.
 * @param traces removed texts as they lie in the file; absent: written anew without a search
 */
export async function purgeFile(db: Connection, file: string, traces?: readonly string[]): Promise<void> {
  await checkpoint(db);
  const found = traces === undefined || (await occurs(file, traces));
  if (!found) return;
  await betweenTransactions(db);
  db.exec('VACUUM');
  await checkpoint(db);
}

/** Everything into the main file, and the log emptied. Readers end within their turn, so trying again comes to an end. */
async function checkpoint(db: Connection): Promise<void> {
  for (;;) {
    await betweenTransactions(db);
    const timeout = db.pragma('busy_timeout', { simple: true });
    db.pragma('busy_timeout = 0');
    const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    db.pragma(`busy_timeout = ${timeout}`);
    if (result?.busy !== 1) return;
  }
}

/** A turn of the event loop in which the writer is in no transaction. */
async function betweenTransactions(db: Connection): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (db.open && db.inTransaction);
}

async function occurs(file: string, texts: readonly string[]): Promise<boolean> {
  const needles = texts.filter((text) => text !== '').map((text) => Buffer.from(text));
  const overlap = Math.max(0, ...needles.map((needle) => needle.length));
  const { size } = await stat(file);
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(chunkSize + overlap);
    for (let at = 0; at < size; at += chunkSize) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      const chunk = buffer.subarray(0, bytesRead);
      if (needles.some((needle) => chunk.includes(needle))) return true;
    }
    return false;
  } finally {
    await handle.close();
  }
}
