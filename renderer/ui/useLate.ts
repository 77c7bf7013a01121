import { useEffect, useState } from 'react';

/** True once `waiting` has lasted for `ms`: what is there sooner needs no placeholder. */
export function useLate(waiting: boolean, ms = 200): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return setLate(false);
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [waiting, ms]);
  return waiting && late;
}
