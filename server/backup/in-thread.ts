import { Worker } from 'node:worker_threads';
import type { Made, Making } from './make.ts';
import type { BackupTask, FromBackupThread } from './messages.ts';
import { BackupError } from './problem.ts';
import type { Staging } from './stage.ts';
import type { Step } from './step.ts';

type LastWord = Exclude<FromBackupThread, { type: 'step' | 'failed' }>;

/** Beside this file, or beside the bundle that it became part of, or of which it became a shared piece. */
function entry(): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL('./thread.ts', here);
  return new URL(here.includes('/chunks/') ? '../backups.js' : './backups.js', here);
}

/** `makeBackup` in a thread of its own, which the signal ends wherever it is. */
export async function makeInThread(making: Making, step: Step, signal: AbortSignal): Promise<Made> {
  const word = await lastWord({ type: 'make', making }, step, signal);
  if (word.type !== 'made') throw new BackupError('failed');
  return word.made;
}

/** `stageRestore` in a thread of its own. */
export async function stageInThread(staging: Staging, step: Step, signal: AbortSignal): Promise<void> {
  await lastWord({ type: 'stage', staging }, step, signal);
}

/** `firstBroken` in a thread of its own. */
export async function checkInThread(folder: string, names: readonly string[]): Promise<string | undefined> {
  const word = await lastWord({ type: 'check', folder, names }, () => undefined);
  if (word.type !== 'checked') throw new BackupError('failed');
  return word.broken;
}

function lastWord(task: BackupTask, step: Step, signal?: AbortSignal): Promise<LastWord> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry(), { workerData: task });
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true });
    worker.on('message', (message: FromBackupThread) => {
      if (message.type === 'step') step(message.what, message.done);
      else if (message.type === 'failed') reject(new BackupError(message.problem, new Error(message.why)));
      else resolve(message);
    });
    worker.on('error', (error) => reject(new BackupError('failed', error)));
    // After its last word this changes nothing.
    worker.on('exit', (code) =>
      reject(new BackupError('failed', new Error(`the thread ended with ${code}`))),
    );
  });
}
