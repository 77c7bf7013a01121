import { useEffect } from 'react';
import { minutes } from '../../shared/time/instants.ts';
import { usePractice } from '../app/practice.tsx';
import { type AtDesk, useDesk, useSignal } from '../data/index.ts';

/** Who has signed in at this desk. */
export function useWho(): AtDesk {
  return useSignal(useDesk().people.at);
}

/** Whether nothing may be shown before somebody gives a PIN. */
export function useShut(): boolean {
  const { practice } = usePractice();
  const { locked, current } = useWho();
  return locked || (practice.desk_sign_in && !current);
}

/** What shows that somebody is there. */
const signs = ['pointerdown', 'keydown', 'wheel'] as const;

/** Locks the desk when nobody has touched it for as long as the practice says. */
export function useLockWhenIdle(): void {
  const { people } = useDesk();
  const { desk_lock_minutes } = usePractice().practice;
  useEffect(() => {
    const touch = () => people.touch(minutes(desk_lock_minutes));
    touch();
    const options = { capture: true, passive: true };
    for (const sign of signs) window.addEventListener(sign, touch, options);
    document.addEventListener('visibilitychange', people.look);
    window.addEventListener('focus', people.look);
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touch, options);
      document.removeEventListener('visibilitychange', people.look);
      window.removeEventListener('focus', people.look);
    };
  }, [people, desk_lock_minutes]);
}
