import type { Platform } from '../platform.ts';

/** A platform on the given storage without a hub: whatever would reach it fails. */
export function memoryPlatform(storage: Platform['storage']): Platform {
  let made = 0;
  const kept = new Map<string, string>();
  return {
    storage,
    severalWindows: false,
    baseUrl: 'http://no-hub.invalid',
    fetch: () => Promise.reject(new TypeError('there is no hub')),
    now: () => Date.UTC(2026, 3, 15, 4),
    makeId: (prefix) => `${prefix}_${String(++made).padStart(6, '0')}`,
    makeUuid: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    keyValue: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    lead: (_name, signal, held) => (signal.aborted ? Promise.resolve() : held()),
    openChannel: () => ({ post: () => undefined, listen: () => () => undefined, close: () => undefined }),
    after: () => () => undefined,
    watchOnline: () => () => undefined,
    takeInvitation: async () => undefined,
    deskName: 'Front desk',
  };
}
