import { createPractice } from '../../shared/commands/practice/create.ts';
import { resetPin } from '../../shared/commands/staff/reset-pin.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { practice } from '../../shared/resources/practice.ts';
import type { ImportAnswer } from '../../shared/setup/request.ts';
import { asHub, grantStaff, madeByHub } from '../access/grant.ts';
import { fillSandbox } from '../access/sandbox.ts';
import type { HubContext } from '../context.ts';
import { docLine, fileOf } from './format.ts';
import { type ImportWatch, importInto } from './import.ts';
import { damaged, openExport } from './read.ts';

/** Whose practice it is, who signs in first, and what has to be made anew: secrets are not in an export. */
export type Imported = Omit<ImportAnswer, 'invitation'>;

/**
 * Makes the practice of an export that of an empty hub, with a sandbox of its own, and gives its owner a PIN.
 * 422 `validation_failed` where the file is no export or not whole, or it was given up, 409 `id_taken` where there is a
 * practice: then nothing has changed.
 */
export async function importPractice(
  hub: HubContext,
  bytes: Uint8Array,
  watch?: ImportWatch,
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
  try {
    // Before the practice itself: what is left of an import that was cut off is a sandbox that nobody knows.
    if (!hub.stores.test.practice(tenant_id)) await asHub(hub, tenant_id, createPractice, own.data, 'test');
    await fillSandbox(hub, tenant_id);
    await importInto(hub, from, hub.clock(), watch);
  } catch (error) {
    await hub.stores.test.startOver(tenant_id, [], async () => {});
    throw error;
  }
  await hub.erasures.settled();
  const owner = await letOwnerIn(hub, tenant_id);
  return { tenant_id, owner, anew: await madeAnew(hub, tenant_id) };
}

/** What was somebody's own and is not in an export, by name. */
async function madeAnew(hub: HubContext, tenant: string): Promise<Imported['anew']> {
  return hub.stores.live.read(tenant, async (view) => {
    const staff = await view.range('staff', []);
    const feeds = await view.range('feeds', []);
    const webhooks = await view.range('webhooks', []);
    return {
      pins: staff.filter(({ has_pin }) => !has_pin).map(({ name }) => name),
      feeds: feeds.filter(({ revoked_at }) => !revoked_at).map(({ name }) => name),
      webhooks: webhooks.map(({ url, description }) => description || url),
    };
  });
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
