import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App as ElectronApp, Event, LoginItemSettingsOptions, Settings } from 'electron';
import { closeChromium } from './chromium.ts';
import { onTold } from './control.ts';
import { type Declared, preventable } from './event.ts';
import { lockInstance } from './instance-lock.ts';
import './resources.ts';
import type { WebContents } from './web-contents.ts';

type Events = {
  readonly 'second-instance': [event: Event, argv: string[], workingDirectory: string, data: unknown];
  readonly 'web-contents-created': [event: Event, contents: WebContents];
  readonly 'before-quit': [event: Event];
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
  'before-quit': true,
  'window-all-closed': true,
  'will-quit': true,
  activate: true,
  'open-url': true,
};
void declared;

/** As much of a window as quitting needs. */
interface Closable {
  /** Whether it is closed; main may keep it open. */
  close(): Promise<boolean>;
}

type Declarations = Pick<
  ElectronApp,
  | 'getPath'
  | 'setPath'
  | 'setAppUserModelId'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'whenReady'
>;

class App extends EventEmitter<Events> implements Declarations {
  /** Installed is a double that was told where its resources are. */
  readonly isPackaged = process.resourcesPath !== undefined;
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

  /** The double must not become what the system opens links with. */
  setAsDefaultProtocolClient(_scheme: string): boolean {
    return false;
  }

  /** Of Windows alone. */
  setAppUserModelId(_id: string): void {}

  /** On Linux, where the double runs, Electron has neither of them do anything. */
  getLoginItemSettings(_options?: LoginItemSettingsOptions): { openAtLogin: boolean } {
    return { openAtLogin: false };
  }

  setLoginItemSettings(_settings: Settings): void {}

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
    const asked = preventable({});
    this.emit('before-quit', asked);
    for (const window of [...this.#windows]) {
      if (asked.defaultPrevented || !(await window.close())) {
        this.#quitting = false;
        return;
      }
    }
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
