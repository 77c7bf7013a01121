import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as z from 'zod';
import type { DesktopBridge } from '../../shared/ipc.ts';
import { test as base, type ShellOption } from '../e2e/fixtures.ts';
import type { Desktop } from '../kit/desktop.ts';
import { launchDesktop } from '../kit/launch-desktop.ts';

export { expect } from '@playwright/test';

interface Fixtures extends Pick<ShellOption, 'shell'> {
  /** Starts the desktop program on the practice's data folder, as often as it is called. */
  readonly launch: () => Promise<Desktop>;
}

/** Playwright's `test` with a practice and the desktop program on its folder. */
export const test = base.extend<Fixtures>({
  launch: async ({ practice, shell }, use) => {
    if (shell === 'browser') throw new Error('These tests are of the desktop program.');
    const { dataDir, url } = practice.hub;
    const running: Desktop[] = [];
    await use(async () => {
      const desktop = await launchDesktop(shell, { data: dataDir, port: Number(new URL(url).port) });
      running.push(desktop);
      return desktop;
    });
    for (const desktop of running) await desktop.stop();
  },
});

/** The process that is the practice's hub now. */
export function hubProcess(dataDir: string): number {
  const note = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'));
  return z.object({ pid: z.int() }).parse(note).pid;
}

/** Asks main over the bridge; an error comes as its sentence. */
export function askMain(page: Page, channel: keyof DesktopBridge, ...input: unknown[]): Promise<unknown> {
  return page.evaluate(
    async ([name, args]) => {
      const bridge = Reflect.get(globalThis, 'dunebook') as Record<string, (...all: unknown[]) => unknown>;
      try {
        return await bridge[name]?.(...args);
      } catch (error) {
        return String(error);
      }
    },
    [channel, input] as const,
  );
}

/** Takes a port as soon as it is free, so that no hub starts on it; the answer gives it back. */
export async function holdPort(port: number): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy());
  const listens = () =>
    new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
  while (!(await listens())) server.removeAllListeners('listening');
  return () => new Promise((resolve) => server.close(() => resolve()));
}
