import { useEffect } from 'react';
import { loadCommands } from '../data/index.ts';
import { firstScreenStands, onceShown } from '../ui/later.tsx';

onceShown(loadCommands);

/** Milliseconds after which a first screen surely stands; the board says so itself. */
const surely = 2_000;

/** Fetches what no first screen shows, once one stands. */
export function useTheRest(): void {
  useEffect(() => {
    const timer = setTimeout(firstScreenStands, surely);
    return () => clearTimeout(timer);
  }, []);
}
