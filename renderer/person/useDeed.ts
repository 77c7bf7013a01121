import { t } from '@lingui/core/macro';
import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { type DeskRequest, useDesk } from '../data/index.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { refusalOf, usePerson } from './person.tsx';

type Ask = Omit<DeskRequest, 'token' | 'once' | 'signal'>;

interface Deed {
  readonly busy: boolean;
  readonly refusal: Refusal | undefined;
  /** Does it and answers with the hub's answer, or with nothing where it was refused. Says `said` once it is done. */
  act(ask: Ask, said: string): Promise<{ readonly body: unknown } | undefined>;
  forget(): void;
}

/** Something done at the hub. What got no answer is asked again under the same name, so it is done once. */
export function useDeed(): Deed {
  const desk = useDesk();
  const person = usePerson();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const unanswered = useRef<{ readonly ask: string; readonly once: string }>(undefined);

  return {
    busy,
    refusal,
    forget: () => setRefusal(undefined),
    async act(ask, said) {
      if (busy) return undefined;
      setBusy(true);
      const key = JSON.stringify(ask);
      const once = unanswered.current?.ask === key ? unanswered.current.once : desk.context().id('ask');
      const answer = await person.ask({ ...ask, once });
      unanswered.current = answer.kind === 'unreachable' ? { ask: key, once } : undefined;
      setBusy(false);
      setRefusal(answer.kind === 'ok' ? undefined : refusalOf(answer));
      if (answer.kind !== 'ok') return undefined;
      announce(said);
      notifications.show({ message: said, autoClose: 4000, closeButtonProps: { 'aria-label': t`Close` } });
      return { body: answer.body };
    },
  };
}
