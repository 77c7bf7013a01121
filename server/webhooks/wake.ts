import type { Mode } from '../store/store.ts';

type Listener = (mode: Mode, tenant: string) => void;

/** From those who put something on its way to those who send it. */
export interface Wake {
  emit(mode: Mode, tenant: string): void;
  on(listener: Listener): () => void;
}

export function makeWake(): Wake {
  const listeners = new Set<Listener>();
  return {
    emit(mode, tenant) {
      for (const listener of listeners) listener(mode, tenant);
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
