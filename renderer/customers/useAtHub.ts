import { useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { useDesk } from '../data/index.ts';
import { refusalOf } from '../person/person.tsx';
import { type Ask, useOnce } from '../person/useOnce.ts';

interface AtHub {
  readonly busy: boolean;
  readonly refusal: Refusal | undefined;
  /** Asks the hub to do it; answers with its body, or with nothing where it was not done. */
  act(ask: Ask): Promise<{ readonly body: unknown } | undefined>;
}

/** Something that only the hub can do, and that the desk itself may. */
export function useAtHub(): AtHub {
  const ask = useOnce(useDesk().ask);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  return {
    busy,
    refusal,
    async act(wish) {
      if (busy) return undefined;
      setBusy(true);
      const answer = await ask(wish);
      setBusy(false);
      setRefusal(answer.kind === 'ok' ? undefined : refusalOf(answer));
      return answer.kind === 'ok' ? { body: answer.body } : undefined;
    },
  };
}
