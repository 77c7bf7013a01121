import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Signal } from './signal.ts';
import type { Boot, Desk } from './types.ts';

const DeskContext = createContext<Desk | undefined>(undefined);

interface DeskProviderProps {
  /** From `startDesk`; the same one for the life of the window. */
  readonly boot: Signal<Boot>;
  /** Shown until the desk is open. */
  readonly waiting: (boot: Exclude<Boot, { state: 'open' }>) => ReactNode;
  readonly children: ReactNode;
}

/** Gives the open desk to everything below it. */
export function DeskProvider({ boot, waiting, children }: DeskProviderProps) {
  const now = useSignal(boot);
  return now.state === 'open' ? <DeskContext value={now.desk}>{children}</DeskContext> : waiting(now);
}

/** The desk of the `DeskProvider` above. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk needs a DeskProvider above it');
  return desk;
}

/** The present value of a signal. */
export function useSignal<T>(source: Signal<T>): T {
  return useSyncExternalStore(source.subscribe, source.get, source.get);
}
