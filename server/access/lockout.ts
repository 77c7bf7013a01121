import { RefusalError } from '../../shared/errors.ts';
import { dayLength } from '../../shared/time/instants.ts';
import { pauseAfter, pauseLeft, tooMany } from '../../shared/tries.ts';
import type { HubContext } from '../context.ts';
import type { Mode } from '../store/store.ts';

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
    const left = pauseLeft(locked_until, now);
    const counted = { failures: failures + 1, locked_until: now + pauseAfter(failures + 1) };
    if (left === 0) tx.putLockout(name, counted, now - dayLength);
    return left;
  });
  if (wait > 0) throw new RefusalError(tooMany('tries', wait));
}

const none = { failures: 0, locked_until: 0 };

/** Forgets the tries: one was right, or somebody in charge gave a new PIN. */
export async function forgetTries(hub: HubContext, { mode, tenant, name }: Account): Promise<void> {
  const now = hub.clock();
  await hub.stores[mode].write(tenant, async (tx) => tx.putLockout(name, none, now - dayLength));
}
