import { useLayoutEffect, useMemo, useRef } from 'react';

/**
 * What was asked for last of a date that comes round by way of the address, a frame later: keys that are pressed
 * meanwhile go on from there.
 */
export function useAhead(date: string) {
  const shown = useRef(date);
  const asked = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    shown.current = date;
    // What is neither the last that was asked for nor on the way there was chosen otherwise.
    asked.current = asked.current.slice(asked.current.lastIndexOf(date) + 1 || asked.current.length);
  }, [date]);
  return useMemo(
    () => ({
      latest: () => asked.current.at(-1) ?? shown.current,
      isAhead: () => asked.current.length > 0,
      ask(next: string) {
        asked.current = [...asked.current, next];
      },
    }),
    [],
  );
}
