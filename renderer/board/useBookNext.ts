import { useEffect, useEffectEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import type { Draft } from '../booking/QuickBooking.tsx';
import { useRecentServices } from '../booking/recent-services.ts';
import { useDesk } from '../data/index.ts';
import { onceShown } from '../ui/later.tsx';

/** Of an address of the board: a new booking is to be begun at the next free time. */
export const bookNext = { bookNext: true };

const load = () => import('../booking/next-gap.ts');
onceShown(load);

/**
 * Begins a new booking at the next free time where the board was opened for that; where there is none with anybody on
 * the board, goes on to Find a time.
 */
export function useBookNext(
  open: readonly Resource[],
  services: readonly Service[],
  onFound: (draft: Draft) => void,
): void {
  const { state, pathname, search } = useLocation();
  const navigate = useNavigate();
  const desk = useDesk();
  const { recent } = useRecentServices();
  const asked = typeof state === 'object' && state !== null && 'bookNext' in state && open.length > 0;

  const begin = useEffectEvent(async () => {
    // Whoever comes back to this address is not asked again.
    void navigate(pathname + search, { replace: true, state: null });
    const { nextGap } = await load();
    const found = await desk.read((query, ctx) => nextGap(query, { open, services, recent }, ctx));
    if (found) onFound(found);
    else void navigate('/find');
  });
  useEffect(() => {
    if (asked) void begin();
  }, [asked]);
}
