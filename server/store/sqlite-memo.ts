import type { Connection } from './sqlite-open.ts';

const most = 1000;

/**
 * Remembers what was read until anybody commits anything, in this process or another: SQLite's `data_version` tells, for
 * a tenth of what reading and parsing costs. So what is revoked is so at once, and steady reading pays once.
 */
export function untilNextCommit(reader: Connection) {
  const version = reader.prepare<[]>('PRAGMA data_version').pluck();
  return function remembered<T>(read: (key: string) => T | undefined): (key: string) => T | undefined {
    const known = new Map<string, T>();
    let readAt: unknown;
    return (key) => {
      const now = version.get();
      if (now !== readAt || known.size >= most) known.clear();
      readAt = now;
      const before = known.get(key);
      if (before !== undefined) return before;
      const found = read(key);
      if (found !== undefined) known.set(key, found);
      return found;
    };
  };
}
