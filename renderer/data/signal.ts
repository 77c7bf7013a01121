/** A value that changes and can be watched; what `useSyncExternalStore` wants, without React. */
export interface Signal<T> {
  get(): T;
  /** Calls `listener` after every change; the answer stops that. */
  subscribe(listener: () => void): () => void;
}

export interface MutableSignal<T> extends Signal<T> {
  /** Does nothing where `same` finds no difference. */
  set(value: T): void;
}

/** Makes a signal. */
export function signal<T>(initial: T, same: (before: T, after: T) => boolean = Object.is): MutableSignal<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (same(value, next)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      const own = () => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}

/** Resolves when the value meets a condition, at once where it does already. */
export function until<T>({ get, subscribe }: Signal<T>, meets: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (meets(get())) return resolve();
    const stop = subscribe(() => {
      if (!meets(get())) return;
      stop();
      resolve();
    });
  });
}

/** True where two plain values say the same. */
export function sameJson(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** True where two lists hold the same things in the same order. */
export function sameItems(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((item, i) => item === after[i]);
}
