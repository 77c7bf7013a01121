import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { firstBroken } from '../store/sqlite-check.ts';
import { checkInThread } from './in-thread.ts';
import { makeBackup } from './make.ts';
import type { BackupTask, FromBackupThread } from './messages.ts';
import { backupErrorOf } from './problem.ts';
import { stageRestore } from './stage.ts';

// A thread that makes a backup, unpacks one or looks through databases: the hub's own thread goes on answering.

// Linux has priorities of threads; elsewhere this would be the whole hub's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

const task: BackupTask = workerData;

function say(message: FromBackupThread): void {
  parentPort?.postMessage(message);
}

const step = (what: string, done?: number) =>
  say({ type: 'step', what, ...(done !== undefined && { done }) });

try {
  if (task.type === 'make') say({ type: 'made', made: await makeBackup(task.making, checkInThread, step) });
  if (task.type === 'stage') {
    await stageRestore(task.staging, checkInThread, step);
    say({ type: 'staged' });
  }
  if (task.type === 'check') {
    const broken = firstBroken(task.folder, task.names);
    say({ type: 'checked', ...(broken !== undefined && { broken }) });
  }
} catch (error) {
  const { problem, cause } = backupErrorOf(error);
  say({ type: 'failed', problem, why: String(cause ?? '') });
}
