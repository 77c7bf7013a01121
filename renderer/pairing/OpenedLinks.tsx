import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useStore } from '../ui/store.ts';
import { followLinks, forgetOpenedLink, openedLink } from './opened-links.ts';

/** Goes where a link of the program leads that somebody opens elsewhere: to a booking, or to be let in at a hub. */
export function OpenedLinks() {
  const navigate = useNavigate();
  const link = useStore(openedLink, (now) => now);
  useEffect(followLinks, []);
  useEffect(() => {
    if (!link) return;
    if ('screen' in link) {
      forgetOpenedLink();
      void navigate(link.screen);
    } else void navigate('/pairing');
  }, [link, navigate]);
  return null;
}
