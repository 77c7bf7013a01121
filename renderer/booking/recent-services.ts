import * as z from 'zod';
import { useRemembered } from '../ui/useRemembered.ts';

const ids = z.array(z.string()).max(8);

/** Ids of the services booked last at this desk, the newest first. */
export function useRecentServices(): { recent: readonly string[]; used: (id: string) => void } {
  const [recent, setRecent] = useRemembered('dunebook.recent-services', ids, []);
  return { recent, used: (id) => setRecent([id, ...recent.filter((each) => each !== id)].slice(0, 8)) };
}
