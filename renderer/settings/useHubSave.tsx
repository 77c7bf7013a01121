import type { Refusal } from '../../shared/errors.ts';
import { refusalOf, usePerson } from '../person/person.tsx';
import { type Ask, useOnce } from '../person/useOnce.ts';
import { useUndo } from '../undo/UndoProvider.tsx';

interface Saved {
  readonly refusal?: Refusal;
  /** The hub's answer. */
  readonly body?: unknown;
}

/**
 * Saves something as the person who signed in, and says so.
 * @param back What takes it back, where something does; it is on the same stack as all that was done at this desk.
 */
export function useHubSave(): (ask: Ask, said: string, back?: Ask) => Promise<Saved> {
  const ask = useOnce(usePerson().ask);
  const { did } = useUndo();

  const send = async (wish: Ask): Promise<Saved> => {
    const answer = await ask(wish);
    return answer.kind === 'ok' ? { body: answer.body } : { refusal: refusalOf(answer) };
  };
  const step = (wish: Ask) => ({ ask: async () => (await send(wish)).refusal });

  return async (wish, said, back) => {
    const done = await send(wish);
    if (done.refusal) return done;
    // The version was that of what was there before it.
    const { ifVersion: _, ...again } = wish;
    did(said, back && { undo: [step(back)], redo: [step(again)] });
    return done;
  };
}
