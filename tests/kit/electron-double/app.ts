import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App as ElectronApp, Event } from 'electron';
import { closeChromium } from './chromium.ts';
import { onTold } from './control.ts';
import { type Declared, preventable } from './event.ts';
import { lockInstance } from './instance-lock.ts';
import type { WebContents } from './web-contents.ts';

type Events = {
  readonly 'second-instance': [event: Event, argv: string[], workingDirectory: string, data: unknown];
  readonly 'web-contents-created': [event: Event, contents: WebContents];
  readonly 'window-all-closed': [];
  readonly 'will-quit': [event: Event];
  readonly activate: [event: Event, hasVisibleWindows: boolean];
  readonly 'open-url': [event: Event, url: string];
};

type On = ElectronApp['on'];
const declared: {
  [Name in Exclude<keyof Events, 'web-contents-created'>]: Declared<On, Name, Events[Name]>;
} = {
  'second-instance': true,
  'window-all-closed': true,
  'will-quit': true,
  activate: true,
  'open-url': true,
};
void declared;

/** As much of a window as quitting needs. */
interface Closable {
  close(): Promise<void>;
}

type Declarations = Pick<
  ElectronApp,
  | 'getPath'
  | 'setPath'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'whenReady'
>;

class App extends EventEmitter<Events> implements Declarations {
  readonly isPackaged = false;
  readonly #paths = new Map<string, string>();
  readonly #windows = new Set<Closable>();
  #quitting = false;

  getPath(name: Parameters<ElectronApp['getPath']>[0]): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`The double has no folder ‘${name}’; start it with --data.`);
    mkdirSync(path, { recursive: true });
    return path;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  setAsDefaultProtocolClient(_scheme: string): boolean {
    throw new Error('The double is not installed: it must not become what the system opens links with.');
  }

  getVersion(): string {
    const text = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8');
    const { version }: { version: string } = JSON.parse(text);
    return version;
  }

  requestSingleInstanceLock(): boolean {
    return lockInstance(this.getPath('userData'), (argv, folder) =>
      this.emit('second-instance', preventable({}), argv, folder, undefined),
    );
  }

  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    void this.#quit();
  }

  async #quit(): Promise<void> {
    for (const window of [...this.#windows]) await window.close();
    this.#quitting = false;
    const event = preventable({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) return;
    await closeChromium();
    process.exit(0);
  }

  /** Counts a window; the answer is called when it is gone. */
  opened(window: Closable): () => void {
    this.#windows.add(window);
    return () => {
      this.#windows.delete(window);
      if (this.#windows.size > 0 || this.#quitting) return;
      if (!this.emit('window-all-closed')) this.quit();
    };
  }
}

export const app = new App();

onTold((message) => {
  if (message.type === 'open_url') app.emit('open-url', preventable({}), message.url);
});
