import { englishWords, type ProgramWords } from '../shared/program.ts';

/** What menus, the tray and questions say, in the window's language as soon as it has said so. */
export interface Words {
  now(): ProgramWords;
  set(words: ProgramWords): void;
  /** Calls `listener` now and whenever they change. */
  follow(listener: (words: ProgramWords) => void): void;
}

export function keepWords(): Words {
  let words = englishWords;
  const listeners: ((words: ProgramWords) => void)[] = [];
  return {
    now: () => words,
    set(next) {
      words = next;
      for (const listener of listeners) listener(words);
    },
    follow(listener) {
      listeners.push(listener);
      listener(words);
    },
  };
}
