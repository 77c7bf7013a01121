import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { grantStaff } from '../../server/access/grant.ts';
import { config } from '../../server/config.ts';
import { startHub as startAlone } from '../../server/main.ts';
import { openBrowserDesk } from '../kit/browser-desk.ts';
import { testClock } from '../kit/clock.ts';
import { startHub } from '../kit/hub.ts';
import { referencePractice } from '../kit/practice.ts';
import { monday } from './practice.ts';

const deskDir = join(import.meta.dirname, '../../out/renderer');
const passphrase = 'a long walk in the dunes';

test('an owner sets backups up and goes back to one; another computer takes over from its first run', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'dunebook-backup-'));
  const clock = testClock(monday);
  const hub = await startHub({ clock, deskDir, dataDir: join(folder, 'one') });
  await referencePractice(hub);
  const owner = { name: 'Ola Berg', email: 'ola@example.com', role: 'owner' };
  const [, pin = ''] = /PIN (\d+)/.exec(await grantStaff(hub.hub, hub.tenant, owner, 'live')) ?? [];
  const desk = await openBrowserDesk(browser, `${hub.url}/#invitation=${await hub.invite()}`, monday);
  const { page } = desk;
  const other = await startAlone(
    config.parse({ dataDir: join(folder, 'two'), port: 0, deskDir, sharingPort: 0, logLevel: 'error' }),
    { clock },
  );
  try {
    await desk.untilInStep();
    await desk.goTo('/data');
    const form = page.getByRole('form', { name: 'Sign in' });
    await form.getByRole('textbox', { name: 'E-mail' }).fill(owner.email);
    await form.getByLabel('PIN or password').fill(pin);
    await form.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Set up backups' }).click();
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('The passphrase once more').fill(passphrase);
    await page.getByRole('button', { name: 'Make backups' }).click();
    const rows = page.getByRole('list', { name: 'Backups' }).getByRole('listitem');
    await expect(rows).toHaveCount(1, { timeout: 30_000 });

    await hub.call('PATCH', '/v2/customers/cust_priya_01', { name: 'Changed since' });
    const before = hub.hub;
    const { epoch } = before.stores.live;
    await rows.getByRole('button', { name: 'Put back' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Passphrase of this backup').fill('something else');
    await dialog.getByLabel(/^To be sure/).fill('Dune Clinic');
    await dialog.getByRole('button', { name: 'Put back' }).click();
    await expect(dialog.getByText('This is not the passphrase of this backup.')).toBeVisible();
    await dialog.getByLabel('Passphrase of this backup').fill(passphrase);
    await dialog.getByRole('button', { name: 'Put back' }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => hub.hub !== before, { timeout: 30_000 }).toBe(true);
    expect(hub.hub.stores.live.epoch).not.toBe(epoch);
    await desk.untilInStep();
    expect((await hub.call('GET', '/v2/customers/cust_priya_01')).body.name).not.toBe('Changed since');

    const [backup] = await hub.hub.backups.list();
    await hub.stop();
    const second = await openBrowserDesk(browser, `${other.url}/#setup=${other.hub.setup.secret()}`, monday);
    await second.page.getByRole('button', { name: /^Bring back a backup/ }).click();
    await second.page.getByLabel('The backup on this computer').fill(`"${backup?.file}"`);
    await second.page.getByLabel('Passphrase of this backup').fill(passphrase);
    await second.page.getByRole('button', { name: 'Bring it back' }).click();
    await second.untilInStep();
    await expect(second.page.getByText('Dr Niket').first()).toBeVisible();
    expect(other.hub.stores.live.tenants()).toEqual([hub.tenant]);
    await second.context.close();
  } finally {
    await desk.context.close();
    await other.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
