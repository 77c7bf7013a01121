import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { checkInThread } from './in-thread.ts';
import type { BackupTask, FromBackupThread } from './messages.ts';
import { backupErrorOf } from './problem.ts';

// A thread that makes a backup, unpacks one or looks through databases: the hub's own thread goes on answering. It reads
// only the part of the program that it is started for.

const task: BackupTask = workerData;
// While it locks the databases, a thread that others come before would keep those others waiting.
if (task.type !== 'make') giveWay();

/** Lets whoever asks the hub something go first: Linux has priorities of threads; elsewhere it would be the whole hub's. */
function giveWay(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

function say(message: FromBackupThread): void {
  parentPort?.postMessage(message);
}

let locks = task.type === 'make';

function step(what: string, done?: number): void {
  if (locks && what.startsWith('copy ')) {
    locks = false;
    giveWay();
  }
  say({ type: 'step', what, ...(done !== undefined && { done }) });
}

try {
  if (task.type === 'make') {
    const { makeBackup } = await import('./make.ts');
    say({ type: 'made', made: await makeBackup(task.making, checkInThread, step) });
  }
  if (task.type === 'stage') {
    const { stageRestore } = await import('./stage.ts');
    await stageRestore(task.staging, checkInThread, step);
    say({ type: 'staged' });
  }
  if (task.type === 'check') {
    const { firstBroken } = await import('../store/sqlite-check.ts');
    const broken = firstBroken(task.folder, task.names);
    say({ type: 'checked', ...(broken !== undefined && { broken }) });
  }
} catch (error) {
  const { problem, cause } = backupErrorOf(error);
  say({ type: 'failed', problem, why: String(cause ?? '') });
}
