import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { restart } from './restart.ts';

const restartToUpdate = vi.fn(async () => undefined);
let dialog: object | null = null;

const online = { state: 'online', waiting: 0 } as const;

beforeEach(() => {
  dialog = null;
  restartToUpdate.mockClear();
  vi.stubGlobal('document', { querySelector: () => dialog });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['with nothing open and nothing waiting', online, null, true],
  ['offline, with what waits on the disk', { ...online, state: 'offline', waiting: 3 }, null, true],
  ['while changes are sent', { ...online, waiting: 3 }, null, false],
  ['while a form is open', online, {}, false],
] as const)('a restart for a newer program %s', async (_when, connection, open, restarts) => {
  dialog = open;
  const why = await restart({ restartToUpdate }, connection);
  expect(restartToUpdate).toHaveBeenCalledTimes(restarts ? 1 : 0);
  expect(why === undefined).toBe(restarts);
});
