import { useEffect } from 'react';
import { desktopProgram } from '../ui/desktop.ts';

/** Hands the desktop program its words, in each language that is chosen: a change of language draws this anew. */
export function ProgramWords() {
  useEffect(() => {
    void sayWords();
  }, []);
  return null;
}

async function sayWords(): Promise<void> {
  const program = desktopProgram();
  if (!program) return;
  const { programWords } = await import('./words.ts');
  await program.setWords(programWords());
}
