import type { Reversal } from './inverse.ts';

/** Something a person did that can be taken back. */
export interface Entry extends Reversal {
  /** Said to the person: `Moved Priya Sharma to 11:00`. */
  readonly said: string;
  /** The intent that did it, where the hub has still to agree. */
  readonly intent?: string | undefined;
}

/** What can be taken back and done again, the newest last. */
export interface Stack {
  readonly done: readonly Entry[];
  readonly undone: readonly Entry[];
}

export const emptyStack: Stack = { done: [], undone: [] };

const kept = 50;

/** After something new was done, what was undone before can no longer be done again. */
export function push(stack: Stack, entry: Entry): Stack {
  return { done: [...stack.done, entry].slice(-kept), undone: [] };
}

/** Moves the newest entry from `done` to `undone`. */
export function takeBack(stack: Stack): Stack {
  const entry = stack.done.at(-1);
  return entry ? { done: stack.done.slice(0, -1), undone: [...stack.undone, entry] } : stack;
}

/** Moves the newest entry from `undone` to `done`. */
export function doAgain(stack: Stack): Stack {
  const entry = stack.undone.at(-1);
  return entry ? { done: [...stack.done, entry], undone: stack.undone.slice(0, -1) } : stack;
}

/** The newest entry that goes a way with new ids in its steps, where it makes something anew. */
export function renew(stack: Stack, way: 'undo' | 'redo'): Stack {
  const list = way === 'undo' ? 'done' : 'undone';
  const entry = stack[list].at(-1);
  if (entry?.anew?.way !== way) return stack;
  return { ...stack, [list]: [...stack[list].slice(0, -1), { ...entry, ...entry.anew.steps() }] };
}

/** Forgets what the hub refused: it was not done, and so cannot be taken back. */
export function forgetRefused(stack: Stack, refused: ReadonlySet<string>): Stack {
  const stands = ({ intent }: Entry) => intent === undefined || !refused.has(intent);
  if (stack.done.every(stands) && stack.undone.every(stands)) return stack;
  return { done: stack.done.filter(stands), undone: stack.undone.filter(stands) };
}

/** Forgets an entry whose undo or redo was refused: the world moved on. */
export function forget(stack: Stack, entry: Entry): Stack {
  return {
    done: stack.done.filter((each) => each !== entry),
    undone: stack.undone.filter((each) => each !== entry),
  };
}
