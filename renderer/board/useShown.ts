import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { localDate } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';
import { addressOf, type Shown, viewIn } from './address.ts';
import { isDate } from './dates.ts';
import type { BoardView } from './view.ts';

/**
 * What the board shows: what the address says; beside a booking what was shown before, or else the booking's day; with
 * neither today, in the way this desk likes best.
 */
export function useShown(view: BoardView): {
  readonly shown: Shown;
  /** Goes to another day, view or person, so that the way back leads here. */
  readonly go: (change: Partial<Shown>) => void;
} {
  const { date, id } = useParams();
  const [query] = useSearchParams();
  const { format } = usePractice();
  const clock = useClock();
  const navigate = useNavigate();
  const [last, setLast] = useState<Shown>();
  const today = localDate(format.zone, clock());
  const day = useDayOf(last ? undefined : id);
  const named = isDate(date) || query.has('view');
  const { span, resource } = named ? viewIn(query) : { span: view.span, resource: view.resource };
  const at = isDate(date) ? date : today;
  const here = useMemo(() => ({ span, resource, date: at }), [span, resource, at]);
  useEffect(() => {
    if (!id) setLast(here);
  }, [id, here]);
  const day0 = day ?? today;
  const beside = useMemo<Shown>(() => ({ span: 'day', date: day0, resource: undefined }), [day0]);
  const shown = id ? (last ?? beside) : here;
  const go = useCallback(
    (change: Partial<Shown>) => {
      // The way back must not depend on what this desk has come to like meanwhile.
      if (!id && !named) navigate(addressOf(shown), { replace: true });
      navigate(addressOf({ ...shown, ...change }));
    },
    [navigate, shown, id, named],
  );
  return { shown, go };
}

/** The local day of a booking or class; undefined until it is read. */
function useDayOf(id: string | undefined): string | undefined {
  const { format } = usePractice();
  const { data: start } = useLive(
    ['bookings', 'classes'],
    async (query) => {
      if (!id) return undefined;
      return (await query.get(isClass(id) ? 'classes' : 'bookings', id))?.start_at;
    },
    [id],
  );
  return start && localDate(format.zone, Date.parse(start));
}

export function isClass(id: string): boolean {
  return id.startsWith('cls_');
}
