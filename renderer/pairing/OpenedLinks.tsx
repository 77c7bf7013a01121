import { useEffect, useEffectEvent } from 'react';
import { useNavigate } from 'react-router';
import type { OpenedLink } from '../../shared/ipc.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { bookNext } from '../board/useBookNext.ts';
import { useDesk } from '../data/index.ts';
import { useShut } from '../people/useWho.ts';
import { useStore } from '../ui/store.ts';
import { followLinks, forgetOpenedLink, openedLink } from './opened-links.ts';

/**
 * Goes where leads what somebody opens elsewhere: to a booking, to be let in at a hub, or to where backups are put back;
 * and does what the tray asks for. While the desk is locked, whoever comes next is asked for a PIN first.
 */
export function OpenedLinks() {
  const navigate = useNavigate();
  const desk = useDesk();
  const clock = useClock();
  const { format } = usePractice();
  const shut = useShut();
  const link = useStore(openedLink, (now) => now);
  useEffect(followLinks, []);

  const follow = useEffectEvent((opened: OpenedLink) => {
    if ('join' in opened) return void navigate('/pairing');
    if ('backup' in opened) return void navigate('/data');
    forgetOpenedLink();
    if ('screen' in opened) void navigate(opened.screen);
    else if (opened.deed === 'lock') desk.people.lock();
    else void navigate(`/board/${localDate(format.zone, clock())}`, { state: bookNext });
  });
  useEffect(() => {
    if (link && !shut) follow(link);
  }, [link, shut]);
  return null;
}
