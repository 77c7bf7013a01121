import { useCallback, useMemo, useSyncExternalStore } from 'react';
import * as z from 'zod';

/** What somebody chose for this computer; `auto` follows the practice, or the computer. */
const preferences = z.object({
  clock: z.enum(['auto', '12', '24']).catch('auto'),
  week_start: z.enum(['auto', 'monday', 'sunday', 'saturday']).catch('auto'),
  contrast: z.enum(['auto', 'more']).catch('auto'),
  sounds: z.boolean().catch(false),
  /** Notifications of the computer, beside the window. */
  notify: z.boolean().catch(false),
  /** Single keys such as `?` do something, too. */
  letters: z.boolean().catch(true),
});
export type Preferences = z.output<typeof preferences>;

const key = 'preferences';
export const usualPreferences: Preferences = preferences.parse({});

/** What is stored; what does not fit the schema any more counts as not chosen. */
export function readPreferences(text: string | null): Preferences {
  if (text === null) return usualPreferences;
  try {
    return preferences.safeParse(JSON.parse(text)).data ?? usualPreferences;
  } catch {
    return usualPreferences;
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  return () => window.removeEventListener('storage', listener);
}

function stored(): string | null {
  return localStorage.getItem(key);
}

/** This computer's preferences, the same for all who read them, and the way to change some. */
export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const text = useSyncExternalStore(subscribe, stored);
  const now = useMemo(() => readPreferences(text), [text]);
  const change = useCallback((some: Partial<Preferences>) => {
    localStorage.setItem(key, JSON.stringify({ ...readPreferences(stored()), ...some }));
    // A browser tells only its other windows.
    window.dispatchEvent(new StorageEvent('storage', { key }));
  }, []);
  return [now, change];
}
