import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { AttentionReason, Booking } from '../../shared/resources/bookings.ts';
import { dayLength } from '../../shared/time/instants.ts';
import { useDesk } from '../data/index.ts';

/** A booking to come that lies where it may not be by now; nothing moves it but a person. */
export interface Violation {
  readonly booking: Booking;
  readonly reasons: readonly AttentionReason[];
}

/** Nobody books further ahead. */
const horizon = 2 * 366 * dayLength;
/** Milliseconds of calm before all future bookings are looked at again. */
const calm = 1_500;

const ViolationsContext = createContext<readonly Violation[]>([]);

/** Bookings to come that lie over others, in time off or a closure, outside hours or where nothing is taken. */
export function useViolations(): readonly Violation[] {
  return useContext(ViolationsContext);
}

/**
 * Looks through all bookings to come whenever something changed and it has become calm: that takes longer than a frame in
 * a large practice, and nobody waits for it.
 */
export function ViolationsProvider({ children }: { readonly children: ReactNode }) {
  const desk = useDesk();
  const [found, setFound] = useState<readonly Violation[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = async () => {
      const { needingAttention } = await import('../../shared/commands/bookings/attention.ts');
      const attended = await desk.read((query, ctx) =>
        needingAttention(query, { start: ctx.now, end: ctx.now + horizon }),
      );
      if (!over) setFound(attended.flatMap(violationsIn));
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void look().catch(() => undefined), calm);
    };
    const stop = desk.live(['bookings', 'blocks', 'resources'], async () => undefined, later);
    return () => {
      over = true;
      clearTimeout(timer);
      stop();
    };
  }, [desk]);
  return <ViolationsContext value={found}>{children}</ViolationsContext>;
}

/** That a booking waits to be confirmed is shown on the board, and no violation. */
function violationsIn({ booking, reasons }: Violation): Violation[] {
  const open = reasons.filter(({ type }) => type !== 'pending');
  return open.length > 0 ? [{ booking, reasons: open }] : [];
}
