import { describe, expect, it } from 'vitest';
import { isPress, shortcuts } from './shortcuts.ts';

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const plain = { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('shortcuts', () => {
  it('that are listed are all handled somewhere', () => {
    const all = Object.values(sources).join('\n');
    const unhandled = Object.keys(shortcuts).filter(
      (name) => !new RegExp(`(useShortcut|isShortcut)\\((event, )?'${name.replace('.', '\\.')}'`).test(all),
    );
    expect(unhandled).toEqual([]);
  });

  it('are handled by way of the list alone', () => {
    const others = Object.entries(sources).filter(([, text]) => /useHotkeys|getHotkeyHandler/.test(text));
    expect(others.map(([path]) => path)).toEqual([]);
  });

  it('have keys of their own', () => {
    const keys = Object.values(shortcuts).flatMap((each) => each.keys.map((key) => `${each.group} ${key}`));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are told apart by what is held down', () => {
    const z = { ...plain, key: 'z', code: 'KeyZ', ctrlKey: true };
    expect(isPress(z, 'mod+Z')).toBe(true);
    expect(isPress({ ...z, ctrlKey: false, metaKey: true }, 'mod+Z')).toBe(true);
    expect(isPress({ ...z, shiftKey: true }, 'mod+Z')).toBe(false);
    expect(isPress({ ...z, shiftKey: true }, 'mod+shift+Z')).toBe(true);
    expect(isPress({ ...z, ctrlKey: false }, 'mod+Z')).toBe(false);
  });

  it('count signs however they are typed, and letters of other scripts by their place', () => {
    expect(isPress({ ...plain, key: '?', code: 'Minus', shiftKey: true }, '?')).toBe(true);
    expect(isPress({ ...plain, key: 'ن', code: 'KeyK', ctrlKey: true }, 'mod+K')).toBe(true);
    // On a French keyboard the key beside Tab writes A.
    expect(isPress({ ...plain, key: 'a', code: 'KeyQ', ctrlKey: true }, 'mod+Q')).toBe(false);
  });
});
