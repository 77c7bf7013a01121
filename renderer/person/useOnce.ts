import { useCallback, useRef } from 'react';
import { type DeskRequest, type HubAnswer, useDesk } from '../data/index.ts';

/** Something that the hub is asked to do. */
export type Ask = Omit<DeskRequest, 'token' | 'once' | 'signal'>;

type Send = (request: Ask & { readonly once: string }) => Promise<HubAnswer>;

/** Asks the hub to do something. What got no answer is asked again under the same name, so it is done once. */
export function useOnce(send: Send): (ask: Ask) => Promise<HubAnswer> {
  const desk = useDesk();
  const unanswered = useRef<{ readonly key: string; readonly once: string }>(undefined);

  return useCallback(
    async (ask) => {
      const key = await keyOf(ask);
      const once = unanswered.current?.key === key ? unanswered.current.once : desk.context().id('ask');
      const answer = await send({ ...ask, once });
      unanswered.current = answer.kind === 'unreachable' ? { key, once } : undefined;
      return answer;
    },
    [desk, send],
  );
}

/** The same for the same request; a file counts by what is in it. */
async function keyOf({ file, ...ask }: Ask): Promise<string> {
  return JSON.stringify({ ...ask, file: await file?.text() });
}
