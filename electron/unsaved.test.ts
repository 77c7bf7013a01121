import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { englishWords } from '../shared/program.ts';
import { askBeforeLosing } from './unsaved.ts';

const showMessageBoxSync = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ dialog: { showMessageBoxSync } }));

test.each([
  ['Stay', 0, false],
  ['Close without saving', 1, true],
])('a window with something unsaved, answered %s', (_words, answer, closes) => {
  const window = { webContents: new EventEmitter() };
  const onStay = vi.fn();
  const german = { ...englishWords, stay: 'Bleiben' };
  askBeforeLosing(window as Pick<BrowserWindow, 'webContents'> as BrowserWindow, () => german, onStay);
  showMessageBoxSync.mockReturnValueOnce(answer);
  const preventDefault = vi.fn();
  window.webContents.emit('will-prevent-unload', { preventDefault });
  // In this event preventing the default is what closes the window.
  expect(preventDefault).toHaveBeenCalledTimes(closes ? 1 : 0);
  expect(onStay).toHaveBeenCalledTimes(closes ? 0 : 1);
  expect(showMessageBoxSync.mock.lastCall?.[1]).toMatchObject({
    buttons: ['Bleiben', 'Close without saving'],
  });
});
