import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

const built = join(import.meta.dirname, '../../out/renderer');

/** A file of the built desk that a window asked for. */
export interface LoadedFile {
  readonly path: string;
  /** Bytes on disk. */
  readonly bytes: number;
  /** Bytes as gzip makes them. */
  readonly gzip: number;
}

/** Runs in the page before its own scripts: notes when the board can be used for the first time. */
export function noteBoard(): void {
  const look = () => {
    if (document.querySelector('[role=gridcell][tabindex="0"]'))
      Reflect.set(globalThis, 'usable', performance.now());
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** What the window, in which `noteBoard` runs, asked for until its board could be used; scripts and styles. */
export async function loadedFirst(page: Page): Promise<{ scripts: LoadedFile[]; styles: LoadedFile[] }> {
  await page.waitForFunction(() => Reflect.get(globalThis, 'usable') !== undefined);
  const paths = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime <= Number(Reflect.get(globalThis, 'usable')))
      .map(({ name }) => new URL(name).pathname),
  );
  const files = [...new Set(paths)].sort();
  return {
    scripts: files.filter((path) => path.endsWith('.js')).map(fileOf),
    styles: files.filter((path) => path.endsWith('.css')).map(fileOf),
  };
}

function fileOf(path: string): LoadedFile {
  const content = readFileSync(join(built, path));
  return { path, bytes: content.length, gzip: gzipSync(content).length };
}

/** Their size as gzip makes them, in kB of 1000 bytes. */
export function gzipKb(files: readonly LoadedFile[]): number {
  return files.reduce((sum, { gzip }) => sum + gzip, 0) / 1000;
}
