import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskIn } from '../kit/browser-desk.ts';
import { launchDouble } from '../kit/electron-double/launch.ts';
import { photographAll } from '../kit/photograph.ts';
import { test, typeCode } from './lan-world.ts';
import { askMain, expect } from './world.ts';

/** What the program's window is, and the least that it can be. */
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
];

test('pictures: the program on its own screen, and a newer one that is ready', async ({ practice }) => {
  const resources = mkdtempSync(join(tmpdir(), 'dunebook-installed-'));
  writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n');
  const { dataDir, url } = practice.hub;
  const desktop = await launchDouble({
    data: dataDir,
    port: Number(new URL(url).port),
    resources,
    keyring: false,
    env: { XDG_CONFIG_HOME: resources },
  });
  const { page } = desktop;
  try {
    await deskIn(page).untilInStep();
    await page.getByRole('link', { name: 'This desk' }).click();
    const part = page.getByRole('region', { name: 'The program' });
    await part.getByRole('button', { name: 'Check for updates' }).click();
    await expect(part.getByText('Looking for a newer version did not work')).toBeVisible();
    await part.getByText('This system has no keyring').scrollIntoViewIfNeeded();
    await photographAll(page, 'program 1 this desk', part, undefined, sizes);
    desktop.tell({ type: 'newer', version: '1.3.0' });
    await part.getByRole('button', { name: 'Check for updates' }).click();
    const ready = page.getByRole('alert').filter({ hasText: 'Dunebook 1.3.0 is ready.' });
    await photographAll(page, 'program 2 update', ready, undefined, sizes);
  } finally {
    await desktop.stop();
    rmSync(resources, { recursive: true });
  }
});

test('pictures: a backup that is chosen at the first run', async () => {
  const data = mkdtempSync(join(tmpdir(), 'dunebook-first-'));
  const desktop = await launchDouble({ data, port: 0 });
  const { page } = desktop;
  try {
    await page.getByRole('button', { name: /^Bring back a backup/ }).click();
    const file = page.getByLabel('The backup on this computer');
    await page.getByRole('button', { name: 'Choose…' }).click();
    // Nobody chose one: what was there stays.
    expect(await askMain(page, 'pickPath', { what: 'backup' })).toBeUndefined();
    await expect(file).toHaveValue('');
    desktop.tell({ type: 'choose', path: '/media/usb/Dune Clinic.dunebook-backup' });
    await page.getByRole('button', { name: 'Choose…' }).click();
    await expect(file).toHaveValue('/media/usb/Dune Clinic.dunebook-backup');
    await photographAll(page, 'program 3 restore', file, undefined, sizes);
  } finally {
    await desktop.stop();
    rmSync(data, { recursive: true, force: true });
  }
});

test('pictures: where a hub is looked for that is away, and another address for it', async ({ lan }) => {
  test.setTimeout(120_000);
  const { page } = lan.elsewhere;
  const desk = deskIn(page);
  await page.getByRole('button', { name: /^Join a practice/ }).click();
  await typeCode(page, lan.address, (await lan.code()).code);
  await desk.untilInStep();
  await lan.away();
  await expect(desk.connection).toHaveText('Offline', { timeout: 30_000 });
  await desk.connection.click();
  const tries = page.getByRole('region', { name: 'Where this desk looks for the hub' });
  await expect(tries).toContainText(lan.address);
  const address = page.getByRole('textbox', { name: 'Address of the hub' });
  await address.fill('127.0.0.1:1');
  await page.getByRole('button', { name: 'Look there' }).click();
  await expect(page.getByText('Nobody answers there.')).toBeVisible();
  await photographAll(page, 'program 4 addresses', tries, undefined, sizes);
  await lan.back();
  await address.fill(lan.address);
  await page.getByRole('button', { name: 'Look there' }).click();
  await expect(tries).toHaveCount(0, { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await desk.untilInStep();
});
