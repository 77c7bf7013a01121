import type { Connection } from './sqlite-open.ts';

const most = 1000;

export interface Memo {
  /** `read`, asked again for a key only after somebody committed. */
  remembered<T>(read: (key: string) => T | undefined): (key: string) => T | undefined;
  /** To be called after each commit of this process. */
  committed(): void;
}

/**
 * Remembers what was read until anybody commits anything, in this process or another: SQLite's `data_version` tells, for
 * a tenth of what reading and parsing costs. So what is revoked is so at once, and steady reading pays once.
 */
export function untilNextCommit(reader: Connection): Memo {
  const pragma = reader.prepare<[]>('PRAGMA data_version').pluck();
  let asked: { readonly version: unknown } | undefined;

  function forget(): void {
    asked = undefined;
  }

  /** Asked once a turn of the event loop: what arrives in the same turn was sent before the answer. */
  function version(): unknown {
    if (!asked) {
      asked = { version: pragma.get() };
      setImmediate(forget);
    }
    return asked.version;
  }

  function remembered<T>(read: (key: string) => T | undefined): (key: string) => T | undefined {
    const known = new Map<string, T>();
    let readAt: unknown;
    return (key) => {
      const now = version();
      if (now !== readAt || known.size >= most) known.clear();
      readAt = now;
      const before = known.get(key);
      if (before !== undefined) return before;
      const found = read(key);
      if (found !== undefined) known.set(key, found);
      return found;
    };
  }

  return { remembered, committed: forget };
}
