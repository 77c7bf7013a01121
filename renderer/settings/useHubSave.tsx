import { useRef } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { type DeskRequest, useDesk } from '../data/index.ts';
import { refusalOf, usePerson } from '../person/person.tsx';
import { useUndo } from '../undo/UndoProvider.tsx';

type Ask = Omit<DeskRequest, 'token' | 'once' | 'signal'>;

interface Saved {
  readonly refusal?: Refusal;
  /** The hub's answer. */
  readonly body?: unknown;
}

/**
 * Saves something as the person who signed in, and says so. What got no answer is asked again under the same name, so it
 * is done once.
 * @param back What takes it back, where something does; it is on the same stack as all that was done at this desk.
 */
export function useHubSave(): (ask: Ask, said: string, back?: Ask) => Promise<Saved> {
  const desk = useDesk();
  const person = usePerson();
  const { did } = useUndo();
  const unanswered = useRef<{ readonly ask: string; readonly once: string }>(undefined);

  const send = async (ask: Ask): Promise<Saved> => {
    const key = JSON.stringify(ask);
    const once = unanswered.current?.ask === key ? unanswered.current.once : desk.context().id('ask');
    const answer = await person.ask({ ...ask, once });
    unanswered.current = answer.kind === 'unreachable' ? { ask: key, once } : undefined;
    return answer.kind === 'ok' ? { body: answer.body } : { refusal: refusalOf(answer) };
  };
  const step = (ask: Ask) => ({ ask: async () => (await send(ask)).refusal });

  return async (ask, said, back) => {
    const done = await send(ask);
    if (done.refusal) return done;
    // The version was that of what was there before it.
    const { ifVersion: _, ...again } = ask;
    did(said, back && { undo: [step(back)], redo: [step(again)] });
    return done;
  };
}
