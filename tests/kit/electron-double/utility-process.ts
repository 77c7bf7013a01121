import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { utilityProcess as ElectronUtilityProcess, UtilityProcess } from 'electron';
import type { Declared } from './event.ts';

type Events = {
  readonly spawn: [];
  readonly message: [message: unknown];
  readonly exit: [code: number];
};

type On = UtilityProcess['on'];
const declared: { [Name in keyof Events]: Declared<On, Name, Events[Name]> } = {
  spawn: true,
  message: true,
  exit: true,
};
void declared;

/** A Node process that speaks over `process.parentPort`, as Electron's does. */
class Utility extends EventEmitter<Events> {
  readonly #child: ChildProcess;

  constructor(...[modulePath, args = []]: Parameters<typeof ElectronUtilityProcess.fork>) {
    super();
    this.#child = fork(modulePath, args, {
      execArgv: ['--import', join(import.meta.dirname, 'parent-port.ts')],
      serialization: 'advanced',
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    // A process that was killed has no code; Electron tells of one that is not 0.
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(message: object): void {
    if (this.#child.connected) this.#child.send(message);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork: (...args: Parameters<typeof ElectronUtilityProcess.fork>) => new Utility(...args),
};
