import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepUpToDate, neverUpdates, type Updater, type Updates, type UpdatesOptions } from './updates.ts';

const hours = 60 * 60_000;
const now = Date.parse('2026-04-15T09:00:00Z');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Finds what the test says: a version, nothing, or that there is no network. */
class Server extends EventEmitter implements Updater {
  autoDownload = false;
  autoInstallOnAppQuit = false;
  logger: object | null = console;
  newer: string | undefined;
  away = false;
  breaks = false;
  looks = 0;
  readonly quitAndInstall = vi.fn<Updater['quitAndInstall']>();

  async checkForUpdates(): Promise<{ downloadPromise: Promise<unknown> } | null> {
    this.looks += 1;
    if (this.away) {
      const error = new Error('no network');
      this.emit('error', error);
      throw error;
    }
    const version = this.newer;
    if (version === undefined) return null;
    this.emit('update-available', { version });
    this.emit('download-progress', { percent: 41.6 });
    return { downloadPromise: this.#load(version) };
  }

  async #load(version: string): Promise<void> {
    await Promise.resolve();
    if (this.breaks) throw new Error('cut off');
    this.emit('update-downloaded', { version });
  }
}

function begin(more: Partial<UpdatesOptions> = {}): {
  server: Server;
  updates: Updates;
  seen: string[];
  log: ReturnType<typeof vi.fn>;
} {
  const server = new Server();
  const seen: string[] = [];
  const log = vi.fn();
  const updates: Updates = keepUpToDate({
    never: undefined,
    load: async () => server,
    on: true,
    clock: () => now,
    onChange: () => seen.push(JSON.stringify(updates.state())),
    log,
    ...more,
  });
  return { server, updates, seen, log };
}

test('only an installed program that was told where looks, unless packages or the environment say otherwise', () => {
  const resources = mkdtempSync(join(tmpdir(), 'dunebook-updates-'));
  try {
    expect(neverUpdates(true, resources, {})).toBe('no_source');
    writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n');
    expect(neverUpdates(true, resources, {})).toBeUndefined();
    expect(neverUpdates(true, resources, { DUNEBOOK_UPDATES: 'off' })).toBe('environment');
    expect(neverUpdates(false, resources, {})).toBe('no_source');
    expect(neverUpdates(true, undefined, {})).toBe('no_source');
    writeFileSync(join(resources, 'package-type'), 'deb');
    expect(neverUpdates(true, resources, {})).toBe('package');
  } finally {
    rmSync(resources, { recursive: true });
  }
});

test('it looks after an hour and every six, and goes on when there is no network', async () => {
  const { server, updates, log } = begin();
  server.away = true;
  await vi.advanceTimersByTimeAsync(59 * 60_000);
  expect(server.looks).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.looks).toBe(1);
  expect(updates.state()).toEqual({ state: 'failed', at: '2026-04-15T09:00:00Z' });
  expect(log.mock.calls).toEqual([['updates', new Error('no network')]]);
  server.away = false;
  await vi.advanceTimersByTimeAsync(6 * hours);
  expect(server.looks).toBe(2);
  expect(updates.state()).toEqual({ state: 'none', looked_at: '2026-04-15T09:00:00Z' });
  updates.stop();
  await vi.advanceTimersByTimeAsync(12 * hours);
  expect(server.looks).toBe(2);
});

test('what is newer is loaded, told, and installed by no more than somebody asked for', async () => {
  const { server, updates, seen } = begin();
  server.newer = '1.3.0';
  const otherwise = vi.fn();
  updates.install(otherwise);
  expect(otherwise).toHaveBeenCalledTimes(1);
  await updates.look();
  expect(seen.map((state) => JSON.parse(state))).toEqual([
    { state: 'looking' },
    { state: 'loading', version: '1.3.0', percent: 0 },
    { state: 'loading', version: '1.3.0', percent: 42 },
    { state: 'ready', version: '1.3.0' },
  ]);
  expect(server).toMatchObject({ autoDownload: true, autoInstallOnAppQuit: true, logger: null });
  expect(server.quitAndInstall).not.toHaveBeenCalled();
  // What is ready stays so when there is no network later.
  server.away = true;
  await updates.look();
  expect(updates.state()).toEqual({ state: 'ready', version: '1.3.0' });
  updates.install(otherwise);
  expect(server.quitAndInstall.mock.calls).toEqual([[true, true]]);
  expect(otherwise).toHaveBeenCalledTimes(1);
  server.emit('error', new Error('no rights'));
  expect(otherwise).toHaveBeenCalledTimes(2);
});

test('a load that breaks off is said, and no promise is left alone with it', async () => {
  const { server, updates } = begin();
  Object.assign(server, { newer: '1.3.0', breaks: true });
  await updates.look();
  expect(updates.state()).toMatchObject({ state: 'failed' });
});

test('switched off it neither looks nor installs at the end; somebody may still look', async () => {
  const { server, updates } = begin({ on: false });
  await vi.advanceTimersByTimeAsync(12 * hours);
  expect(server.looks).toBe(0);
  updates.set(true);
  await vi.advanceTimersByTimeAsync(1 * hours);
  expect(server.looks).toBe(1);
  updates.set(false);
  expect(server.autoInstallOnAppQuit).toBe(false);
  await vi.advanceTimersByTimeAsync(12 * hours);
  expect(server.looks).toBe(1);
  await updates.look();
  expect(server).toMatchObject({ looks: 2, autoInstallOnAppQuit: true });
});

test('a program that never looks does not even when asked to', async () => {
  const { server, updates, seen } = begin({ never: 'package' });
  await updates.look();
  await vi.advanceTimersByTimeAsync(12 * hours);
  expect(server.looks).toBe(0);
  expect(seen).toEqual([]);
  expect(updates.state()).toEqual({ state: 'never', why: 'package' });
});
