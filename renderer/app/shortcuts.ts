import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useEffect, useEffectEvent } from 'react';
import { readPreferences } from './preferences.ts';

/**
 * Where keys do it: everywhere, while a screen is shown, or (`grid`) only while the keyboard stands in the board's grid.
 */
export const shortcutGroups = ['everywhere', 'board', 'grid', 'customers', 'forms'] as const;
type ShortcutGroup = (typeof shortcutGroups)[number];

/** Something that keys do. */
export interface Shortcut {
  /** Each of them does it: `mod+K` (Ctrl, or Cmd on a Mac), `?`, `shift+ArrowUp`. */
  readonly keys: readonly string[];
  readonly words: MessageDescriptor;
  readonly group: ShortcutGroup;
  /** Also while somebody writes into a field. */
  readonly inFields?: boolean;
}

/**
 * Every shortcut: the help under `?` lists them, and whoever handles a key asks here which one it is, so that the list
 * cannot lie. A new one is a line here and `useShortcut` or `isShortcut` where it is handled.
 */
export const shortcuts = {
  palette: {
    keys: ['mod+K'],
    words: msg`Search for anything and do anything`,
    group: 'everywhere',
    inFields: true,
  },
  help: { keys: ['?'], words: msg`Show the keyboard shortcuts`, group: 'everywhere' },
  undo: { keys: ['mod+Z'], words: msg`Take back what was done last`, group: 'everywhere' },
  searchCustomers: { keys: ['/'], words: msg`Search customers`, group: 'customers' },
  redo: { keys: ['mod+shift+Z', 'mod+Y'], words: msg`Do again what was taken back`, group: 'everywhere' },
  lock: {
    keys: ['mod+shift+L'],
    words: msg`Lock this desk, where somebody has signed in`,
    group: 'everywhere',
    inFields: true,
  },
  boardToday: { keys: ['t'], words: msg`Today`, group: 'board' },
  boardDay: { keys: ['1'], words: msg`One day`, group: 'board' },
  boardWeek: { keys: ['2'], words: msg`A week of one person or room`, group: 'board' },
  boardMonth: { keys: ['3'], words: msg`A month`, group: 'board' },
  boardWalk: {
    keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    words: msg`To the next booking or free time, person or day`,
    group: 'grid',
  },
  boardOpen: { keys: ['Enter', ' '], words: msg`Open a booking, or book free time`, group: 'grid' },
  boardEnds: { keys: ['Home', 'End'], words: msg`To where work begins or ends`, group: 'grid' },
  boardTurn: { keys: ['PageUp', 'PageDown'], words: msg`The day or week before, or after`, group: 'grid' },
  boardMove: { keys: ['m'], words: msg`Move a booking: arrows, then Enter`, group: 'grid' },
  boardResize: {
    keys: ['r'],
    words: msg`Make a booking longer or shorter: arrows, then Enter`,
    group: 'grid',
  },
  boardFine: {
    keys: ['shift+ArrowUp', 'shift+ArrowDown'],
    words: msg`Meanwhile: by five minutes`,
    group: 'grid',
  },
  boardLeave: { keys: ['Escape'], words: msg`Meanwhile: leave it as it was`, group: 'grid' },
  boardBlock: { keys: ['b'], words: msg`Block time, or change what is blocked`, group: 'grid' },
  save: { keys: ['mod+S'], words: msg`Save what is filled in`, group: 'forms', inFields: true },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutName = keyof typeof shortcuts;

/** What of a key press matters here. */
type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Does `run` whenever a shortcut's keys are pressed anywhere in the window. */
export function useShortcut(name: ShortcutName, run: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !isShortcut(event, name)) return;
    const { inFields = false }: Shortcut = shortcuts[name];
    if (!inFields && isField(event.target)) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

/** Whether a key press is a shortcut's. Of single keys outside the board's grid only where this computer's people want them. */
export function isShortcut(event: Press, name: ShortcutName): boolean {
  const { keys, group }: Shortcut = shortcuts[name];
  return keys.some((each) => {
    if (!isPress(event, each)) return false;
    const single = each.length === 1 && group !== 'grid';
    return !single || readPreferences(localStorage.getItem('preferences')).letters;
  });
}

/** Whether a key press is `mod+shift+Z`, say. A sign such as `?` counts however it is typed. */
export function isPress(event: Press, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wanted = new Set(parts.slice(0, -1));
  const sign = key.length === 1 && !/[a-z]/i.test(key);
  if ((event.ctrlKey || event.metaKey) !== wanted.has('mod')) return false;
  if (event.altKey !== wanted.has('alt') && !sign) return false;
  if (event.shiftKey !== wanted.has('shift') && !sign) return false;
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  // On keyboards of other scripts a letter is where it is on a Latin one.
  return !/^[a-z]$/i.test(event.key) && /^[a-z]$/i.test(key) && event.code === `Key${key.toUpperCase()}`;
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
