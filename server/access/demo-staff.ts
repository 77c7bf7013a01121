import { createStaff } from '../../shared/commands/staff/create.ts';
import { roles } from '../../shared/resources/staff.ts';
import type { HubContext } from '../context.ts';
import { type DemoAccess, seedDemo as seedDocuments } from '../demo/seed.ts';
import type { DemoSize } from '../demo/stamp.ts';
import { madeByHub } from './grant.ts';

/** What everybody of the made-up clinic signs in with: it guards nothing but made-up data. */
export const demoPin = '2468';

const names: Readonly<Record<(typeof roles)[number], string>> = {
  owner: 'Omar (owner)',
  manager: 'Mina (manager)',
  front_desk: 'Fay (front desk)',
  practitioner: 'Dr Niket (practitioner)',
  read_only: 'Rui (reads only)',
};

/** `seedDemo`, and one person of each role in the clinic and in its sandbox, where there is nobody yet. */
export async function seedDemo(hub: HubContext, size: DemoSize): Promise<DemoAccess | undefined> {
  const access = await seedDocuments(hub, size);
  if (access) for (const mode of ['live', 'test'] as const) await addStaff(hub, access.tenant_id, mode);
  return access;
}

async function addStaff(hub: HubContext, tenant: string, mode: 'live' | 'test'): Promise<void> {
  const somebody = await hub.stores[mode].read(tenant, async (view) => view.count('staff') > 0);
  if (somebody) return;
  for (const role of roles) {
    const resource = role === 'practitioner' && { resource_id: 'res_dr_niket' };
    const email = `${role.replace('_', '-')}@example.com`;
    const member = { id: `stf_demo_${role}`, name: names[role], email, role, pin: demoPin, ...resource };
    await madeByHub(hub, tenant, createStaff, member, mode);
  }
}
