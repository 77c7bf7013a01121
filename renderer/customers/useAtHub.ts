import { useRef, useState } from 'react';
import { type Refusal, refuse } from '../../shared/errors.ts';
import { type DeskRequest, useDesk } from '../data/index.ts';

interface AtHub {
  readonly busy: boolean;
  readonly refusal: Refusal | undefined;
  /** Asks the hub to do it; answers with its body, or with nothing where it was not done. */
  act(ask: Omit<DeskRequest, 'token' | 'once' | 'signal'>): Promise<{ readonly body: unknown } | undefined>;
}

/** Something that only the hub can do. What got no answer is asked again under the same name, so it is done once. */
export function useAtHub(): AtHub {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const unanswered = useRef<{ readonly ask: string; readonly once: string }>(undefined);

  return {
    busy,
    refusal,
    async act(ask) {
      if (busy) return undefined;
      setBusy(true);
      const key = `${ask.method} ${ask.path} ${ask.file ? await ask.file.text() : JSON.stringify(ask.body)}`;
      const once = unanswered.current?.ask === key ? unanswered.current.once : desk.context().id('ask');
      const answer = await desk.ask({ ...ask, once });
      unanswered.current = answer.kind === 'unreachable' ? { ask: key, once } : undefined;
      setBusy(false);
      if (answer.kind === 'ok') setRefusal(undefined);
      else if (answer.kind === 'refused') setRefusal(answer.refusal);
      else setRefusal(refuse('unavailable', 'The hub cannot be reached right now'));
      return answer.kind === 'ok' ? { body: answer.body } : undefined;
    },
  };
}
