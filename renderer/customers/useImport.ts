import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { useConnection, useDesk } from '../data/index.ts';
import { type ImportState, importState } from './wire.ts';

/** Milliseconds between two looks at an import that goes on. */
const pause = 400;

interface Watched {
  readonly state: ImportState | undefined;
  readonly refusal: Refusal | undefined;
  /** Looks at once, and as long as it goes on. */
  again(): void;
}

/** Watches an import at the hub until it rests. */
export function useImport(id: string): Watched {
  const desk = useDesk();
  const online = useConnection().state === 'online';
  const [state, setState] = useState<ImportState>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    void turn;
    if (!online) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const path = `/v2/imports/${encodeURIComponent(id)}`;
      const answer = await desk.ask({ method: 'GET', path, signal: controller.signal });
      if (controller.signal.aborted) return;
      if (answer.kind === 'refused') return setRefusal(answer.refusal);
      const now = answer.kind === 'ok' ? importState.parse(answer.body) : undefined;
      if (now) setState(now);
      const rests = now?.status === 'done' || now?.status === 'undone';
      if (!rests) timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [desk, id, online, turn]);

  return { state, refusal, again: useCallback(() => setTurn((before) => before + 1), []) };
}
