import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallAnswer, type Calls, openCalls } from '../kit/calls.ts';
import type { PracticeSize } from './desk-practice.ts';

/** A hub for the desk's benches, in a process of its own. */
export interface DeskHub {
  readonly url: string;
  /** A link that lets one desk in. */
  link(): Promise<string>;
  /** Makes a backup; answers with its file. */
  backUp(): Promise<string>;
  /** Puts it back; answers when the hub ended to start again on it (milliseconds since the epoch). */
  restore(file: string): Promise<number>;
  /** Ends it, as when its computer is switched off. */
  goAway(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** Starts it with a practice of that size. */
export async function startDeskHub(size: PracticeSize): Promise<DeskHub> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-bench-hub-'));
  const child = fork(join(import.meta.dirname, 'desk-hub.child.ts'), [dataDir, '0']);
  const calls = callsTo(child);
  await once(child, 'message');
  await calls.call('fill', [size]);
  const url = String(await calls.call('url', []));

  async function goAway(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  return {
    url,
    link: async () => `${url}/#invitation=${await calls.call('invite', [])}`,
    backUp: async () => String(await calls.call('backUp', [])),
    restore: async (file) => Number(await calls.call('restore', [file])),
    goAway,
    async remove() {
      await goAway();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function callsTo(child: ChildProcess): Calls {
  const calls = openCalls((message) => child.send(message));
  child.on('message', (answer: CallAnswer | 'ready') => answer !== 'ready' && calls.answered(answer));
  child.on('exit', () => calls.fail(new Error('the hub is gone')));
  return calls;
}
