import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

/** Milliseconds since the epoch. */
export type Clock = () => number;

const ClockContext = createContext<Clock | undefined>(undefined);

export function ClockProvider({ clock, children }: { readonly clock: Clock; readonly children: ReactNode }) {
  return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useClock(): Clock {
  const clock = useContext(ClockContext);
  if (!clock) throw new Error('useClock needs a ClockProvider above it');
  return clock;
}

/** The time, renewed every `every` milliseconds. */
export function useNow(every: number): number {
  const clock = useClock();
  const [now, setNow] = useState(clock);
  useEffect(() => {
    setNow(clock());
    const timer = setInterval(() => setNow(clock()), every);
    return () => clearInterval(timer);
  }, [clock, every]);
  return now;
}
