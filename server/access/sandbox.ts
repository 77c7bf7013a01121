import { setImmediate } from 'node:timers/promises';
import { accessResources } from '../../shared/scopes.ts';
import type { HubContext } from '../context.ts';
import type { Tx } from '../store/store.ts';

/** Who may come into the sandbox stays as it is; calendars of what is gone do not. */
const kept = accessResources.filter((name) => name !== 'feeds');

/** Documents written in a row; then live requests get their turn. */
const giveWayAfter = 50;

/**
 * Puts a practice's sandbox (back) to the made-up clinic it begins with, in one transaction and under a new epoch, so
 * that every cursor and desk starts over. Not a command: nothing of what was there counts any more, and no event tells
 * of it. `also` writes more in the same transaction.
 */
export async function fillSandbox(hub: HubContext, tenant: string, also?: (tx: Tx) => void): Promise<void> {
  const own = hub.stores.live.practice(tenant) ?? hub.stores.test.practice(tenant);
  const timezone = own?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { demoDocuments } = await import('../demo/documents.ts');
  const documents = demoDocuments({ size: 'clinic', seed: 1, now: hub.clock(), timezone, tenant });
  await hub.stores.test.startOver(tenant, kept, async (tx) => {
    let inARow = 0;
    for (const { resource, doc } of documents) {
      tx.put(resource, doc, false);
      if (++inARow % giveWayAfter === 0) await setImmediate();
    }
    also?.(tx);
  });
}
