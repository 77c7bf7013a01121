import { reapplyErasures } from '../../shared/commands/customers/reapply-erasures.ts';
import { asHub } from '../access/grant.ts';
import type { HubContext } from '../context.ts';

/** Erases again whom a restored database still has, and finishes what was interrupted; before anybody is served. */
export async function reapplyLedger(hub: HubContext): Promise<void> {
  const { live } = hub.stores;
  for (const tenant of live.tenants()) {
    const ids = hub.erasures.missed(tenant);
    if (ids.length > 0) await asHub(hub, tenant, reapplyErasures, { ids });
    await hub.erasures.finish(tenant);
  }
}
