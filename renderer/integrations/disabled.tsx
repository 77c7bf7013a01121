import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import * as z from 'zod';
import { useConnection, useDesk } from '../data/index.ts';
import { useRemembered } from '../ui/useRemembered.ts';
import { usePerson } from './person.tsx';
import { endpoint } from './wire.ts';

/** A webhook that the hub switched off. */
export interface DisabledRow {
  /** Id of the event that told of it. */
  readonly event: string;
  readonly endpoint: Pick<z.output<typeof endpoint>, 'id' | 'url' | 'description' | 'disabled_reason'>;
  readonly at: string;
}

interface DisabledView {
  /** Those that nobody has settled at this computer, the newest first. */
  readonly rows: readonly DisabledRow[];
  settle(event: string): void;
  /** An endpoint was switched on, or removed, here. */
  settleEndpoint(id: string): void;
}

const page = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      created_at: z.string(),
      data: z.object({
        object: endpoint.pick({ id: true, url: true, description: true, disabled_reason: true }),
      }),
    }),
  ),
  next_cursor: z.string(),
  has_more: z.boolean(),
});
const settledEvents = z.array(z.string());

/** Milliseconds between two looks at what happened. */
const pause = 30_000;

const DisabledContext = createContext<DisabledView | undefined>(undefined);

/**
 * Knows of switched-off webhooks from the hub's events, which a desk may read, while webhooks themselves it may not
 * (rule P1). That one was switched on again elsewhere is seen as soon as somebody is signed in who may.
 */
export function DisabledProvider({ children }: { readonly children: ReactNode }) {
  const desk = useDesk();
  const { person, ask } = usePerson();
  const online = useConnection().state === 'online';
  const [rows, setRows] = useState<readonly DisabledRow[]>([]);
  const [settled, setSettled] = useRemembered('dunebook.settled-webhooks', settledEvents, []);
  const latest = useRef(settled);
  const cursor = useRef<string>(undefined);

  const settle = useCallback(
    (...events: string[]) => {
      latest.current = [...latest.current.filter((one) => !events.includes(one)), ...events].slice(-200);
      setSettled(latest.current);
    },
    [setSettled],
  );

  useEffect(() => {
    if (!online) return;
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      for (let more = true; more && !signal.aborted; ) {
        const query = new URLSearchParams({
          types: 'webhook.endpoint_disabled',
          limit: '100',
          ...(cursor.current !== undefined && { after: cursor.current }),
        });
        const answer = await desk.ask({ method: 'GET', path: `/v2/events?${query}`, signal });
        // A cursor that is too old, or of a hub that was restored: from the beginning, next time.
        if (answer.kind === 'refused') cursor.current = undefined;
        const read = answer.kind === 'ok' ? page.safeParse(answer.body).data : undefined;
        if (!read || signal.aborted) break;
        cursor.current = read.next_cursor;
        more = read.has_more;
        const found = read.data.map(({ id, created_at, data }) => ({
          event: id,
          endpoint: data.object,
          at: created_at,
        }));
        if (found.length > 0) setRows((before) => newestOfEach([...found.toReversed(), ...before]));
      }
      if (!signal.aborted) timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [desk, online]);

  const open = useMemo(() => rows.filter(({ event }) => !settled.includes(event)), [rows, settled]);

  useEffect(() => {
    if (!person || !online) return;
    for (const { event, endpoint: of } of open)
      void ask({ method: 'GET', path: `/v2/webhooks/${of.id}` }).then((answer) => {
        const gone = answer.kind === 'refused' && answer.refusal.code === 'not_found';
        const now = answer.kind === 'ok' ? endpoint.safeParse(answer.body).data : undefined;
        if (gone || now?.enabled) settle(event);
      });
  }, [person, online, open, ask, settle]);

  const view = useMemo(
    () => ({
      rows: open,
      settle,
      settleEndpoint: (id: string) =>
        settle(...open.filter((row) => row.endpoint.id === id).map(({ event }) => event)),
    }),
    [open, settle],
  );
  return <DisabledContext value={view}>{children}</DisabledContext>;
}

/** Webhooks that were switched off and wait for somebody. */
export function useDisabled(): DisabledView {
  const view = useContext(DisabledContext);
  if (!view) throw new Error('useDisabled needs a DisabledProvider above it');
  return view;
}

function newestOfEach(rows: readonly DisabledRow[]): readonly DisabledRow[] {
  return rows.filter(
    ({ endpoint: { id } }, index) => rows.findIndex((row) => row.endpoint.id === id) === index,
  );
}
