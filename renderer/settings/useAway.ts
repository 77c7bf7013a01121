import { t } from '@lingui/core/macro';
import { useConnection } from '../data/index.ts';

/** Why nothing can be saved right now, where only the hub can do it; undefined while it can. */
export function useAway(): string | undefined {
  const { state } = useConnection();
  return state === 'online' ? undefined : t`Saving needs the hub, which can’t be reached right now.`;
}
