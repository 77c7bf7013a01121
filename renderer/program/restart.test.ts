import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DesktopBridge } from '../../shared/ipc.ts';
import type { Connection } from '../data/index.ts';
import { restart } from './restart.ts';

const restartToUpdate = vi.fn(async () => undefined);
const program = { restartToUpdate } as Pick<DesktopBridge, 'restartToUpdate'> as DesktopBridge;
let dialog: object | null = null;

const online: Connection = {
  state: 'online',
  waiting: 0,
  attention: 0,
  uncopied: 0,
  skewMinutes: 0,
  filled: true,
};

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
  const why = await restart(program, connection);
  expect(restartToUpdate).toHaveBeenCalledTimes(restarts ? 1 : 0);
  expect(why === undefined).toBe(restarts);
});
