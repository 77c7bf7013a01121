import { createPractice } from '../../shared/commands/practice/create.ts';
import { resetPin } from '../../shared/commands/staff/reset-pin.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { practice } from '../../shared/resources/practice.ts';
import { asHub, grantStaff, madeByHub } from '../access/grant.ts';
import { fillSandbox } from '../access/sandbox.ts';
import type { HubContext } from '../context.ts';
import { docLine, fileOf } from './format.ts';
import { importInto } from './import.ts';
import { damaged, openExport } from './read.ts';
import type { Progress } from './write.ts';

/** What the practice is called, and who signs in first: secrets are not in an export. */
export interface Imported {
  readonly tenant_id: string;
  readonly owner: { readonly name: string; readonly pin: string };
}

/**
 * Makes the practice of an export that of an empty hub, with a sandbox of its own, and gives its owner a PIN.
 * 422 `validation_failed` where the file is no export or not whole, 409 `id_taken` where there is a practice: then
 * nothing has changed.
 */
export async function importPractice(
  hub: HubContext,
  bytes: Uint8Array,
  tell?: (progress: Progress) => void,
): Promise<Imported> {
  if (hub.stores.live.tenants().length > 0)
    throw new RefusalError(
      refuse('id_taken', 'This hub has its practice: an export is imported into an empty one'),
    );
  const from = openExport(bytes);
  const { tenant_id } = from.manifest;
  const file = fileOf('practice');
  const [line] = from.lines(file, docLine);
  const own = practice.doc
    .pick({ name: true, timezone: true, currency: true, country: true })
    .safeParse(line?.doc);
  if (!own.success) throw damaged(file);
  // Before the practice itself: what is left of an import that was cut off is a sandbox that nobody knows.
  if (!hub.stores.test.practice(tenant_id)) await asHub(hub, tenant_id, createPractice, own.data, 'test');
  await fillSandbox(hub, tenant_id);
  await importInto(hub.stores.live, from, hub.clock(), tell);
  await hub.erasures.settled();
  return { tenant_id, owner: await letOwnerIn(hub, tenant_id) };
}

async function letOwnerIn(hub: HubContext, tenant: string): Promise<Imported['owner']> {
  const owners = await hub.stores.live.read(tenant, (view) => view.range('staff', [['role', '=', 'owner']]));
  const [owner] = owners;
  if (!owner) {
    const line = await grantStaff(hub, tenant, { name: 'Owner', role: 'owner' }, 'live');
    return { name: 'Owner', pin: /PIN (\d+)/.exec(line)?.[1] ?? '' };
  }
  const { pin } = await madeByHub(hub, tenant, resetPin, { id: owner.id });
  return { name: owner.name, pin: String(pin) };
}
