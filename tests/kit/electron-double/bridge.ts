import { readFileSync } from 'node:fs';
import type { Frame, Page } from '@playwright/test';
import { invoke } from './ipc-main.ts';
import { appUrl } from './protocol.ts';

const binding = 'electronDoubleInvoke';

/** What crosses from the page to main: a name of a channel and what was said. */
type Answer = { readonly answer: unknown } | { readonly error: string };

/**
 * Runs the preload script before anything else in every page of the window, with a `contextBridge` and an
 * `ipcRenderer` whose messages arrive with the frame that sent them.
 */
export async function preload(page: Page, file: string): Promise<void> {
  await page.exposeBinding(
    binding,
    async ({ frame }, channel: string, ...args: unknown[]): Promise<Answer> => {
      try {
        return { answer: await invoke({ senderFrame: senderOf(frame) }, channel, args) };
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
      }
    },
  );
  const script = `(require, module, exports) => {${readFileSync(file, 'utf8')}\n}`;
  await page.addInitScript({ content: `(${bridge})(${JSON.stringify(binding)}, ${script});` });
}

function senderOf(frame: Frame): { url: string; parent: object | null } {
  return { url: appUrl(frame.url()), parent: frame.parentFrame() };
}

type Preload = (require: (name: string) => object, module: object, exports: object) => void;

/** Runs in the page, without anything from around it. */
function bridge(name: string, run: Preload): void {
  const send: (channel: string, ...args: unknown[]) => Promise<Answer> = Reflect.get(globalThis, name);
  // What is left to the page is what the preload script gives it.
  Reflect.deleteProperty(globalThis, name);
  // Electron's preload scripts do not run in frames within the page.
  if (globalThis.top !== globalThis.self) return;

  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const answer = await send(channel, ...structuredClone(args));
      if ('error' in answer) throw new Error(answer.error);
      return answer.answer;
    },
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: object): void {
      if (key in globalThis)
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      const value = Object.freeze({ ...api });
      Object.defineProperty(globalThis, key, { value, enumerable: true });
    },
  };
  function require(module: string): object {
    if (module !== 'electron') throw new Error(`module not found: ${module}`);
    return { contextBridge, ipcRenderer };
  }
  const module = { exports: {} };
  run(require, module, module.exports);
}
