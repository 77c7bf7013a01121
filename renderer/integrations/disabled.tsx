import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import * as z from 'zod';
import { useHubWatch } from '../data/index.ts';
import { useRemembered } from '../ui/useRemembered.ts';

const disabledRow = z.object({
  endpoint_id: z.string(),
  description: z.string(),
  host: z.string(),
  disabled_at: z.string(),
  reason: z.enum(['failing', 'gone', 'imported']),
});
/** A webhook that the hub switched off. */
export type DisabledRow = z.output<typeof disabledRow>;

interface DisabledView {
  /** Those that are off and that nobody has settled at this computer. */
  readonly rows: readonly DisabledRow[];
  /** Takes a webhook off the list: it was dismissed, switched on or removed here. */
  settle(endpointId: string): void;
}

const answered = z.object({ endpoints: z.array(disabledRow) });
const settledKeys = z.array(z.string());

const DisabledContext = createContext<DisabledView | undefined>(undefined);

/**
 * Knows of switched-off webhooks from what the hub says needs attention: no desk keeps webhooks, and who is told is not for
 * all to see (rule P1). One that is switched on at another desk is gone with the next look.
 */
export function DisabledProvider({ children }: { readonly children: ReactNode }) {
  const [rows, setRows] = useState<readonly DisabledRow[]>([]);
  const [settled, setSettled] = useRemembered('dunebook.settled-webhooks', settledKeys, []);
  const latest = useRef(settled);

  useHubWatch('/v2/bookings/attention?only=endpoints', (body) => {
    const read = answered.safeParse(body).data;
    if (read) setRows((before) => (isSame(before, read.endpoints) ? before : read.endpoints));
  });

  const settle = useCallback(
    (endpointId: string) => {
      const keys = rows.filter(({ endpoint_id }) => endpoint_id === endpointId).map(keyOf);
      latest.current = [...latest.current.filter((one) => !keys.includes(one)), ...keys].slice(-200);
      setSettled(latest.current);
    },
    [rows, setSettled],
  );

  const view = useMemo(
    () => ({ rows: rows.filter((row) => !settled.includes(keyOf(row))), settle }),
    [rows, settled, settle],
  );
  return <DisabledContext value={view}>{children}</DisabledContext>;
}

/** Webhooks that were switched off and wait for somebody. */
export function useDisabled(): DisabledView {
  const view = useContext(DisabledContext);
  if (!view) throw new Error('useDisabled needs a DisabledProvider above it');
  return view;
}

/** One that is switched off again is another row. */
function keyOf({ endpoint_id, disabled_at }: DisabledRow): string {
  return `${endpoint_id} ${disabled_at}`;
}

function isSame(a: readonly DisabledRow[], b: readonly DisabledRow[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
