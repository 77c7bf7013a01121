import { useCallback, useEffect, useState } from 'react';
import type * as z from 'zod';
import { type Refusal, refuse } from '../../shared/errors.ts';
import { useConnection } from '../data/index.ts';
import { usePerson } from './person.tsx';

/** What the hub answered last, and whether it still holds. */
export interface HubRead<T> {
  /** Absent until the first answer, and while the hub cannot be reached: nothing old is shown as if it were live. */
  readonly data: T | undefined;
  readonly loading: boolean;
  readonly away: boolean;
  readonly refusal: Refusal | undefined;
  /** Asks at once. */
  again(): void;
}

interface Answer<T> {
  readonly path: string;
  readonly data?: T;
  readonly refusal?: Refusal;
  readonly away?: boolean;
}

/** Asks the hub as the person who signed in, and again every `pause` milliseconds while the window can be seen. */
export function useHub<T>(path: string, schema: z.ZodType<T>, pause = 3000): HubRead<T> {
  const { ask } = usePerson();
  const online = useConnection().state === 'online';
  const [answer, setAnswer] = useState<Answer<T>>();
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((before) => before + 1), []);

  useEffect(() => {
    if (!online) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (_turn: number) => {
      clearTimeout(timer);
      if (!document.hidden) {
        const heard = await ask({ method: 'GET', path, signal: controller.signal });
        if (controller.signal.aborted) return;
        if (heard.kind === 'unreachable') setAnswer({ path, away: true });
        else if (heard.kind === 'refused') setAnswer({ path, refusal: heard.refusal });
        else {
          const read = schema.safeParse(heard.body);
          setAnswer(read.success ? { path, data: read.data } : { path, refusal: strange });
        }
      }
      // Being seen again may have begun a second look meanwhile: one goes on.
      clearTimeout(timer);
      timer = setTimeout(() => void look(_turn), pause);
    };
    const seen = () => void look(turn);
    document.addEventListener('visibilitychange', seen);
    void look(turn);
    return () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [ask, path, schema, pause, online, turn]);

  const now = online && answer?.path === path ? answer : undefined;
  return {
    data: now?.data,
    loading: online && now === undefined,
    away: !online || now?.away === true,
    refusal: now?.refusal,
    again,
  };
}

const strange = refuse('upgrade_required', 'The hub answers in a way that this desk does not know');
