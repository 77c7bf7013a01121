import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argsOf, type Options } from '../electron/options.ts';
import { root, runNode } from './run.ts';

/** How long Electron's binary may take to arrive, in milliseconds. */
const fetchWithin = 180_000;
/** A window that ends with an error sooner than this, in milliseconds, never was one. */
const startWithin = 15_000;

/** Whether there is a screen to open a window on. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** In a few words, what about this computer or person keeps Electron from opening a window. */
export function whyNoWindow(): string | undefined {
  if (!hasDisplay(process.env, process.platform)) return 'There is no display';
  // Chromium's sandbox does not work for root, and without the sandbox the window is not opened.
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root';
  return undefined;
}

/**
 * Opens the desktop window and waits until it is closed.
 * @returns nothing when it was closed, or in a few words why there was none
 */
export async function desktopWindow(options: Options): Promise<string | undefined> {
  const why = whyNoWindow();
  if (why !== undefined) return why;
  const binary = await electronBinary();
  if (binary === undefined) return 'Electron could not be fetched';
  const begun = performance.now();
  const code = await runWindow(binary, options);
  if (code === 0 || performance.now() - begun > startWithin) return undefined;
  return `The desktop window did not open (code ${code})`;
}

/** Path of Electron's binary, fetched now where it was not yet. */
async function electronBinary(): Promise<string | undefined> {
  const there = installedBinary();
  if (there !== undefined) return there;
  const note = setTimeout(() => process.stdout.write('Fetching Electron, once, about 120 MB…\n'), 2_000);
  await runNode('node_modules/electron/install.js', [], { quiet: true, limit: fetchWithin });
  clearTimeout(note);
  return installedBinary();
}

/**
 * Where Electron's package looks for its binary, `ELECTRON_OVERRIDE_DIST_PATH` included. Importing the package would
 * tell it too, but fetch a missing binary without a limit.
 */
export function installedBinary(): string | undefined {
  const folder = join(root, 'node_modules/electron');
  const note = join(folder, 'path.txt');
  const name = existsSync(note) ? readFileSync(note, 'utf8') : 'electron';
  const binary = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

/** Runs Electron to its end and hands it the signals that this process gets. */
function runWindow(binary: string, options: Options): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(binary, [root, ...argsOf(options)], { stdio: 'inherit' });
    let stopped = false;
    const pass = (signal: NodeJS.Signals) => {
      stopped = true;
      child.kill(signal);
    };
    const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    const end = (code: number) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(stopped ? 0 : code);
    };
    child.on('error', () => end(1));
    child.on('exit', (code) => end(code ?? 1));
  });
}
