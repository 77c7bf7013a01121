import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { keepUpToDate, looksForUpdates, type Updater } from './updates.ts';

vi.mock('electron', () => ({ app: {} }));
afterEach(() => {
  vi.useRealTimers();
});

test('only a packed program that was told where looks for updates, unless it is switched off', () => {
  const resources = mkdtempSync(join(tmpdir(), 'dunebook-updates-'));
  try {
    expect(looksForUpdates(true, resources, {})).toBe(false);
    writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n');
    expect(looksForUpdates(true, resources, {})).toBe(true);
    expect(looksForUpdates(true, resources, { DUNEBOOK_UPDATES: 'off' })).toBe(false);
    expect(looksForUpdates(false, resources, {})).toBe(false);
    expect(looksForUpdates(true, undefined, {})).toBe(false);
  } finally {
    rmSync(resources, { recursive: true });
  }
});

test('it looks after an hour and every six, goes on when there is no network, and installs at the end alone', async () => {
  vi.useFakeTimers();
  const updater = {
    autoDownload: false,
    autoInstallOnAppQuit: false,
    on: vi.fn<Updater['on']>(),
    checkForUpdates: vi.fn<Updater['checkForUpdates']>().mockRejectedValue(new Error('no network')),
  };
  const stop = keepUpToDate(updater);
  expect(updater).toMatchObject({ autoDownload: true, autoInstallOnAppQuit: true });
  expect(updater.on).toHaveBeenCalledWith('error', expect.any(Function));
  await vi.advanceTimersByTimeAsync(59 * 60_000);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(12 * 60 * 60_000);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(3);
  stop();
  await vi.advanceTimersByTimeAsync(12 * 60 * 60_000);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(3);
});
