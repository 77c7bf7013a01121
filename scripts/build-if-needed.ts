import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode } from './run.ts';

const sources = ['electron', 'renderer', 'server', 'shared', 'electron.vite.config.ts', 'package-lock.json'];
const built = ['out/main/main.js', 'out/main/hub.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

/** Builds the product where it was never built, or where a source is newer than what was built from it. */
export async function buildIfNeeded(): Promise<void> {
  if (newest(sources) < oldest(built)) return;
  process.stdout.write('Building the desk, which takes a moment…\n');
  const build = 'node_modules/electron-vite/bin/electron-vite.js';
  const { code, output } = await runNode(build, ['build', '--logLevel', 'warn'], { quiet: true });
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
}

/** When the last change was made below `paths`, in milliseconds since the epoch. */
function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths.flatMap((path) => filesOf(join(root, path))).map((file) => statSync(file).mtimeMs),
  );
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** When the first of `files` was written, never for one that is missing. */
function oldest(files: readonly string[]): number {
  return Math.min(
    ...files
      .map((file) => join(root, file))
      .map((file) => (existsSync(file) ? statSync(file).mtimeMs : Number.NEGATIVE_INFINITY)),
  );
}
