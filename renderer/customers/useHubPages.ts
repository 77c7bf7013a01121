import { useCallback, useEffect, useRef, useState } from 'react';
import * as z from 'zod';
import type { Refusal } from '../../shared/errors.ts';
import { useConnection, useDesk } from '../data/index.ts';

/** A list that only the hub has, as far as it was asked for. */
export interface HubPages<T> {
  readonly rows: readonly T[];
  /** False until the hub has answered; stays true while it is away afterwards. */
  readonly known: boolean;
  readonly away: boolean;
  readonly refusal: Refusal | undefined;
  readonly hasMore: boolean;
  readonly busy: boolean;
  more(): void;
}

interface Answer<T> {
  readonly path: string;
  readonly rows: readonly T[];
  readonly next: string | null;
  readonly refusal?: Refusal;
}

/**
 * Reads a list of the hub's API page by page, and anew when `path` or `turn` change. What was read stays while the hub
 * is away.
 * @param path With its query, without a cursor; undefined: there is nothing to read.
 */
export function useHubPages<T>(path: string | undefined, row: z.ZodType<T>, turn = 0): HubPages<T> {
  const desk = useDesk();
  const online = useConnection().state === 'online';
  const [answer, setAnswer] = useState<Answer<T>>();
  const [busy, setBusy] = useState(false);
  const asked = useRef<AbortController>(undefined);

  const ask = useCallback(
    async (from: string, before: readonly T[], cursor: string | undefined) => {
      asked.current?.abort();
      const controller = new AbortController();
      asked.current = controller;
      setBusy(true);
      const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const heard = await desk.ask({ method: 'GET', path: from + more, signal: controller.signal });
      if (controller.signal.aborted) return;
      setBusy(false);
      if (heard.kind === 'unreachable') return;
      if (heard.kind === 'refused')
        return setAnswer({ path: from, rows: before, next: null, refusal: heard.refusal });
      const { data, next_cursor } = z
        .object({ data: z.array(row), next_cursor: z.string().nullable() })
        .parse(heard.body);
      setAnswer({ path: from, rows: [...before, ...data], next: next_cursor });
    },
    [desk, row],
  );

  useEffect(() => {
    void turn;
    if (path !== undefined && online) void ask(path, [], undefined);
    return () => asked.current?.abort();
  }, [ask, path, online, turn]);

  const now = answer?.path === path ? answer : undefined;
  return {
    rows: now?.rows ?? [],
    known: now !== undefined,
    away: !online,
    refusal: now?.refusal,
    hasMore: now?.next != null && online,
    busy,
    more() {
      if (path !== undefined && now?.next != null && !busy) void ask(path, now.rows, now.next);
    },
  };
}
