import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monday } from '../e2e/practice.ts';
import { desktopDesk } from '../kit/desktop.ts';
import { launchDouble } from '../kit/electron-double/launch.ts';
import { askMain, expect, test } from './world.ts';

test('beside the window: a tray with today’s count, starting with the computer, and a newer program that waits to be asked', async ({
  practice,
}) => {
  const resources = mkdtempSync(join(tmpdir(), 'dunebook-installed-'));
  writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n');
  await practice.book('11:00', 'priya');
  const { dataDir, url } = practice.hub;
  const port = Number(new URL(url).port);
  const desktop = await launchDouble({
    data: dataDir,
    port,
    resources,
    env: { XDG_CONFIG_HOME: resources },
  });
  try {
    const { page, told, tell } = desktop;
    await desktopDesk(desktop, monday);
    await expect.poll(() => told('tray')?.tooltip).toBe('Dunebook · 1 booking today');
    await practice.book('12:00', 'rahul');
    await expect.poll(() => told('tray')?.tooltip).toBe('Dunebook · 2 bookings today');

    tell({ type: 'tray', label: 'New booking' });
    const booking = page.getByRole('form', { name: 'New booking' });
    await expect(booking).toBeVisible();
    tell({ type: 'newer', version: '1.3.0' });
    await askMain(page, 'checkForUpdates');
    const ready = page.getByRole('alert').filter({ hasText: 'Dunebook 1.3.0 is ready.' });
    await ready.getByRole('button', { name: 'Restart now' }).click();
    await expect(ready).toContainText('Finish or close what you are filling in first.');
    await booking.getByRole('button', { name: 'Cancel' }).click();
    await expect(booking).toHaveCount(0);
    await ready.getByRole('button', { name: 'Later' }).click();
    await expect(ready).toHaveCount(0);

    await page.getByRole('link', { name: 'This desk' }).click();
    const part = page.getByRole('region', { name: 'The program' });
    await expect(part).toContainText('Version 1.3.0 is ready and is installed when Dunebook is closed.');
    const entry = join(resources, 'autostart/dunebook.desktop');
    await part.getByRole('switch', { name: 'Start with the computer' }).click();
    await expect.poll(() => existsSync(entry)).toBe(true);
    expect(readFileSync(entry, 'utf8')).toContain(`"--data" "${dataDir}"`);
    await part.getByRole('switch', { name: 'Go on in the tray when the window is closed' }).click();
    await expect(part.getByRole('switch', { name: 'Go on in the tray' })).toBeChecked();
    tell({ type: 'close' });
    await expect.poll(() => told('window')?.visible).toBe(false);
    tell({ type: 'tray', label: 'Open Dunebook' });
    await expect.poll(() => told('window')?.visible).toBe(true);

    tell({ type: 'choose', path: '/media/usb' });
    expect(await askMain(page, 'pickPath', { what: 'folder' })).toBe('/media/usb');
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Deutsch' }).click();
    await expect.poll(() => told('menu')?.labels).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Fenster']);
    await expect.poll(() => told('tray')?.tooltip).toBe('Dunebook · 2 Termine heute');
    await page
      .getByRole('region', { name: 'Das Programm' })
      .getByRole('button', { name: 'Jetzt neu starten' })
      .click();
    expect(await desktop.ended).toBe(0);
    await expect.poll(() => told('installed')).toMatchObject({ version: '1.3.0' });
  } finally {
    await desktop.stop();
    rmSync(resources, { recursive: true });
  }
});
