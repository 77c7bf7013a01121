import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { loadDocuments } from '../../shared/commands/practice/load.ts';
import { asHub, grantFeed, grantKey } from '../access/grant.ts';
import type { HubContext } from '../context.ts';
import { seal, unseal } from '../seal.ts';
import type { Mode } from '../store/store.ts';
import { type DemoSize, demoDocuments } from './documents.ts';

const demoTenant = 'tnt_clinic';
const chunk = 1000;

const access = z.object({
  tenant_id: z.string(),
  keys: z.object({ live: z.string(), test: z.string(), public: z.string() }),
  feed_token: z.string(),
});
export type DemoAccess = z.output<typeof access>;

/**
 * Fills an empty hub with the demo practice, live and sandbox, and answers with its keys. A folder that holds a
 * practice stays as it is; if that is a demo, its keys are answered again, else undefined.
 */
export async function seedDemo(hub: HubContext, size: DemoSize): Promise<DemoAccess | undefined> {
  const file = join(hub.config.dataDir, 'demo.key');
  if (hub.stores.live.tenants().length > 0)
    return existsSync(file) ? access.parse(JSON.parse(unseal(hub.secret, readFileSync(file)))) : undefined;
  await load(hub, 'test', 'clinic');
  await load(hub, 'live', size);
  const made: DemoAccess = {
    tenant_id: demoTenant,
    keys: {
      live: await grantKey(hub, demoTenant, {
        name: 'Demo key',
        kind: 'secret',
        mode: 'live',
        plan: 'enterprise',
      }),
      test: await grantKey(hub, demoTenant, {
        name: 'Demo sandbox key',
        kind: 'secret',
        mode: 'test',
        plan: 'enterprise',
      }),
      public: await grantKey(hub, demoTenant, {
        name: 'Demo website key',
        kind: 'public',
        mode: 'live',
        plan: 'enterprise',
      }),
    },
    feed_token: await grantFeed(hub, demoTenant, { name: 'All bookings', privacy: 'full', past_days: 60 }),
  };
  writeFileSync(file, seal(hub.secret, hub.randomBytes(12), JSON.stringify(made)), { mode: 0o600 });
  return made;
}

async function load(hub: HubContext, mode: Mode, size: DemoSize): Promise<void> {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = demoDocuments({ size, seed: 1, now: hub.clock(), timezone, tenant: demoTenant });
  let documents: unknown[] = [];
  for (const document of all) {
    documents.push(document);
    if (documents.length < chunk) continue;
    await asHub(hub, demoTenant, loadDocuments, { documents }, mode);
    documents = [];
  }
  await asHub(hub, demoTenant, loadDocuments, { documents }, mode);
}
