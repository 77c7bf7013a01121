import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useStore } from '../ui/store.ts';
import { followLinks, forgetOpenedLink, openedLink } from './opened-links.ts';

/** Goes where leads what somebody opens elsewhere: to a booking, to be let in at a hub, or to where backups are put back. */
export function OpenedLinks() {
  const navigate = useNavigate();
  const link = useStore(openedLink, (now) => now);
  useEffect(followLinks, []);
  useEffect(() => {
    if (!link) return;
    if ('screen' in link) {
      forgetOpenedLink();
      void navigate(link.screen);
    } else void navigate('backup' in link ? '/data' : '/pairing');
  }, [link, navigate]);
  return null;
}
