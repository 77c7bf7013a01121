import { RefusalError, refuse } from '../../shared/errors.ts';
import { dayLength, minutes } from '../../shared/time/instants.ts';
import type { HubContext } from '../context.ts';
import type { Mode } from '../store/store.ts';

/** So many tries are free. Each one after them waits twice as long as the one before, up to an hour. */
const freeTries = 5;
const longest = minutes(60);

/** Under which name tries are counted, and where. */
export interface Account {
  readonly mode: Mode;
  readonly tenant: string;
  readonly name: string;
}

/**
 * Counts a try before it is looked at, so that many at once are not many tries. 403 `account_locked` with the seconds to
 * wait where there were too many; whether there is such an account makes no difference.
 */
export async function countTry(hub: HubContext, { mode, tenant, name }: Account): Promise<void> {
  const now = hub.clock();
  const wait = await hub.stores[mode].write(tenant, async (tx) => {
    const known = tx.lockout(name);
    const { failures, locked_until } = known && known.locked_until > now - dayLength ? known : none;
    // A lock that is longer than any was made by a clock that has been set back since.
    if (locked_until > now && locked_until <= now + longest) return locked_until - now;
    tx.putLockout(
      name,
      { failures: failures + 1, locked_until: now + waitAfter(failures + 1) },
      now - dayLength,
    );
    return 0;
  });
  if (wait === 0) return;
  const retry_after = Math.ceil(wait / 1000);
  throw new RefusalError(
    refuse('account_locked', `Too many tries; try again in ${retry_after} seconds`, { retry_after }),
  );
}

const none = { failures: 0, locked_until: 0 };

/** Milliseconds to wait after so many tries in vain: none, then 1, 2, 4… minutes. */
function waitAfter(failures: number): number {
  return failures < freeTries ? 0 : Math.min(longest, minutes(2 ** (failures - freeTries)));
}

/** Forgets the tries: one was right, or somebody in charge gave a new PIN. */
export async function forgetTries(hub: HubContext, { mode, tenant, name }: Account): Promise<void> {
  const now = hub.clock();
  await hub.stores[mode].write(tenant, async (tx) => tx.putLockout(name, none, now - dayLength));
}
