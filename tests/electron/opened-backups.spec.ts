import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskIn } from '../kit/browser-desk.ts';
import { launchDesktop } from '../kit/launch-desktop.ts';
import { expect, test } from './world.ts';

const ola = { name: 'Ola', email: 'ola@example.com', role: 'owner', pin: '246813' };

test('a backup that is opened asks its owner whether to put it back; one of elsewhere says why not', async ({
  practice,
  launch,
}) => {
  const { hub } = practice;
  await hub.call('POST', '/v2/staff', ola);
  await hub.hub.backups.change({ passphrase: 'a long walk in the dunes' });
  const { file } = await hub.hub.backups.make();
  const desktop = await launch();
  const { page } = desktop;
  await deskIn(page).untilInStep();

  expect(await desktop.startAgain(file)).toBe(0);
  await expect(page).toHaveURL(/\/data$/);
  await expect(page.getByRole('heading', { name: 'Put back the backup that was opened' })).toBeVisible();
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill(ola.email);
  await form.getByLabel('PIN or password').fill(ola.pin);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Go back to/ });
  await expect(dialog.getByLabel('Passphrase of this backup')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  expect(await desktop.startAgain('/media/usb/elsewhere.dunebook-backup')).toBe(0);
  const why = page.getByText('/media/usb/elsewhere.dunebook-backup is not among the backups of this hub');
  await expect(why).toBeInViewport();
  await expect(dialog).toBeHidden();
});

test('on a first run a backup that is opened is filled in where one is brought back', async ({ shell }) => {
  if (shell === 'browser') throw new Error('This is of the desktop program.');
  const data = mkdtempSync(join(tmpdir(), 'dunebook-first-'));
  const desktop = await launchDesktop(shell, { data, port: 0 });
  const { page } = desktop;
  try {
    await expect(page.getByRole('heading', { name: 'Welcome to Dunebook' })).toBeVisible();
    expect(await desktop.startAgain('file:///media/usb/Dune%20Clinic.dunebook-backup')).toBe(0);
    const file = page.getByLabel('The backup on this computer');
    await expect(file).toHaveValue('/media/usb/Dune Clinic.dunebook-backup');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Welcome to Dunebook' })).toBeVisible();
  } finally {
    await desktop.stop();
    rmSync(data, { recursive: true, force: true });
  }
});
