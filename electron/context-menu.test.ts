import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { englishWords } from '../shared/program.ts';
import { offerEditing } from './context-menu.ts';

const menus = vi.hoisted(() => ({ shown: vi.fn() }));
vi.mock('electron', () => ({
  Menu: { buildFromTemplate: (items: object[]) => ({ popup: () => menus.shown(items) }) },
}));

test.each([
  ['in a field', { isEditable: true, selectionText: '' }, ['cut', 'copy', 'paste', 'selectAll']],
  ['on marked words', { isEditable: false, selectionText: 'Priya' }, ['copy']],
  ['elsewhere', { isEditable: false, selectionText: ' ' }, undefined],
])('a right click %s', (_where, params, roles) => {
  menus.shown.mockClear();
  const window = { webContents: new EventEmitter() };
  offerEditing(window as Pick<BrowserWindow, 'webContents'> as BrowserWindow, () => englishWords);
  window.webContents.emit('context-menu', {}, params);
  const [items] = menus.shown.mock.lastCall ?? [];
  expect(items?.map(({ role }: { role: string }) => role)).toEqual(roles);
});
