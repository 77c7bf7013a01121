import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { endWell } from './ending.ts';

const app = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events');
  return Object.assign(new EventEmitter(), { quit: vi.fn() });
});
vi.mock('electron', () => ({ app }));

beforeEach(() => {
  EventEmitter.prototype.removeAllListeners.call(app);
  app.quit.mockClear();
});

/** All windows are closed: what the program does last. */
function willQuit(): boolean {
  const event = { preventDefault: vi.fn() };
  app.emit('will-quit', event);
  return event.preventDefault.mock.calls.length === 0;
}

test('an installer begins once the hub has ended, and not before', async () => {
  const hub = Promise.withResolvers<void>();
  const install = vi.fn();
  const ending = endWell({ stop: () => hub.promise, install });
  ending.toInstall();
  expect(app.quit).toHaveBeenCalledTimes(1);
  expect(willQuit()).toBe(false);
  expect(install).not.toHaveBeenCalled();
  hub.resolve();
  await vi.waitFor(() => expect(install).toHaveBeenCalledTimes(1), { timeout: 10_000 });
  expect(willQuit()).toBe(true);
});

test('a program that cannot install ends all the same', async () => {
  const ending = endWell({ stop: async () => undefined, install: (otherwise) => otherwise() });
  ending.toInstall();
  willQuit();
  await vi.waitFor(() => expect(app.quit).toHaveBeenCalledTimes(2), { timeout: 10_000 });
});

test('who stays for what is not saved is not restarted by a later end', async () => {
  const install = vi.fn();
  const ending = endWell({ stop: async () => undefined, install });
  ending.toInstall();
  app.emit('before-quit', {});
  expect(ending.isNear()).toBe(true);
  ending.goOn();
  expect(ending.isNear()).toBe(false);
  app.quit.mockClear();
  expect(willQuit()).toBe(false);
  await vi.waitFor(() => expect(app.quit).toHaveBeenCalledTimes(1), { timeout: 10_000 });
  expect(install).not.toHaveBeenCalled();
});
