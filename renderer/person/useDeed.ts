import { t } from '@lingui/core/macro';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { refusalOf, usePerson } from './person.tsx';
import { type Ask, useOnce } from './useOnce.ts';

interface Deed {
  readonly busy: boolean;
  readonly refusal: Refusal | undefined;
  /** Does it and answers with the hub's answer, or with nothing where it was refused. Says `said` once it is done. */
  act(ask: Ask, said: string): Promise<{ readonly body: unknown } | undefined>;
  forget(): void;
}

/** Something done at the hub, by whoever signed in at this window. */
export function useDeed(): Deed {
  const ask = useOnce(usePerson().ask);
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  return {
    busy,
    refusal,
    forget: () => setRefusal(undefined),
    async act(deed, said) {
      if (busy) return undefined;
      setBusy(true);
      const answer = await ask(deed);
      setBusy(false);
      setRefusal(answer.kind === 'ok' ? undefined : refusalOf(answer));
      if (answer.kind !== 'ok') return undefined;
      announce(said);
      notifications.show({ message: said, autoClose: 4000, closeButtonProps: { 'aria-label': t`Close` } });
      return { body: answer.body };
    },
  };
}
