import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { storeFile } from '../store/files.ts';
import { openSqliteReads } from '../store/sqlite-reads.ts';
import type { ExportStart, FromExport } from './messages.ts';
import { writeExport } from './write.ts';

// The thread that writes one export: it only reads the store, so nobody who books waits for it, and to cancel it is to
// end it.

// Linux has priorities of threads; elsewhere this would be the whole hub's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const { config, job }: ExportStart = workerData;
const reads = openSqliteReads(storeFile(config, 'live'), 'live');

function say(message: FromExport): void {
  parentPort?.postMessage(message);
}

try {
  await writeExport(reads, job, (progress) => say({ type: 'progress', ...progress }));
  say({ type: 'done' });
} finally {
  reads.close();
}
