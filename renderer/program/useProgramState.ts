import { useEffect, useState } from 'react';
import type { ProgramState } from '../../shared/program.ts';
import { desktopProgram } from '../ui/desktop.ts';

/** How the desktop program is set and stands, as it changes; undefined until it has said so, and in a browser. */
export function useProgramState(): ProgramState | undefined {
  const [state, setState] = useState<ProgramState>();
  useEffect(() => {
    const program = desktopProgram();
    if (!program) return;
    let over = false;
    const follow = async () => {
      for (let known: number | undefined; !over; ) {
        const next = await program.program(known);
        known = next.n;
        if (!over) setState(next);
      }
    };
    void follow();
    return () => {
      over = true;
    };
  }, []);
  return state;
}
