import type { Page } from '@playwright/test';
import { bookFor, deskIn } from '../kit/browser-desk.ts';
import { desksOf, inItsPlace, test, typeCode } from './lan-world.ts';
import { askMain, expect } from './world.ts';

test('a desk on another computer joins by a code, is shut out with what waits, and brings it along when let in again', async ({
  practice,
  lan,
}) => {
  await practice.book('11:00', 'rahul');
  const { page } = lan.elsewhere;
  const desk = deskIn(page);
  await page.getByRole('button', { name: /^Join a practice/ }).click();
  await typeCode(page, lan.address, 'K7QM-2XPD');
  await expect(page.getByText('This invitation doesn’t work')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name of this desk' }).fill('Till');
  await typeCode(page, lan.address, (await lan.code()).code.toLowerCase());
  await desk.untilInStep();
  await expect(desk.connection).toHaveText('Hub on the network');
  expect(await askMain(page, 'hubStatus')).toEqual({ state: 'stopped' });
  expect(await askMain(page, 'hubTarget')).toMatchObject({ kind: 'lan', name: '127.0.0.1' });
  // P2: the token is not where the page could read it.
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  expect(kept).toContain('kept_dev_');
  expect(kept).not.toContain('dsk_live');
  const [till] = (await desksOf(practice)).filter(({ name }) => name === 'Till');
  expect(till).toMatchObject({ program: '0.1.0', waiting: 0 });

  await lan.elsewhere.setOffline(true);
  await desk.goTo('/board/2026-04-20');
  await desk.board.click('Dr Niket', '14:00');
  await bookFor(page, 'Priya');
  await expect(desk.connection).toHaveText('Offline, 1 change waiting');
  await practice.hub.call('DELETE', `/v2/devices/${till?.id}`);
  await lan.elsewhere.setOffline(false);
  await expect(page.getByRole('heading', { name: 'This desk was shut out' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('has been removed from this computer')).toBeVisible();
  const waits = page.getByRole('list', { name: 'Changes that the hub never got' });
  await expect(waits).toContainText('Priya Sharma');
  // What it had of the practice is gone, but for what is needed to read the change that waits.
  expect(await everythingStored(page)).toContain('Priya Sharma');
  expect(await everythingStored(page)).not.toContain('Rahul Verma');
  await page.reload();
  await expect(waits).toContainText('Priya Sharma');

  await page.getByRole('button', { name: 'Let this desk in again' }).click();
  await typeCode(page, lan.address, (await lan.code()).code);
  await desk.untilInStep();
  const [first, second] = await practice.bookings();
  expect(first).toMatchObject({ customer_id: 'cust_rahul' });
  expect(second).toMatchObject({ customer_id: 'cust_priya', status: 'confirmed' });
  expect((await desksOf(practice)).find(({ id }) => id === till?.id)).toHaveProperty('replaced_by');
});

test('who answers in the hub’s place gets nothing; links of the program are followed, and asked about where they join', async ({
  practice,
  lan,
}) => {
  const { page } = lan.elsewhere;
  const desk = deskIn(page);
  const booking = await practice.book('11:00', 'rahul');
  const { link } = await lan.code();
  await lan.elsewhere.openLink(link.replace(/a=[^&]*/, `a=${encodeURIComponent(lan.address)}`));
  await expect(page.getByText('A link asks to join “Dune Clinic” on another computer.')).toBeVisible();
  expect(await desksOf(practice)).toEqual([]);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await desk.untilInStep();

  await lan.away();
  const other = await inItsPlace(lan.address);
  await expect(desk.connection).toHaveText('Not the hub', { timeout: 30_000 });
  await desk.connection.click();
  await expect(page.getByText('The hub shows another certificate')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await askMain(page, 'hubTarget')).toMatchObject({ problem: 'other_certificate' });
  await page.evaluate(() => fetch('/v2/me').catch(() => undefined));
  expect(other.heard).toEqual([]);
  await other.close();
  await lan.back();
  await desk.connection.click();
  await page.getByRole('button', { name: 'Try again now' }).click();
  await desk.untilInStep();

  // The hub got a new certificate indeed: what waits is kept, and sent once this desk was let in again.
  await practice.hub.hub.sharing.renewCertificate();
  await expect(desk.connection).toHaveText('Not the hub', { timeout: 30_000 });
  await desk.goTo('/board/2026-04-20');
  await desk.board.click('Dr Niket', '14:00');
  await bookFor(page, 'Priya');
  await desk.connection.click();
  await expect(desk.connection).toHaveText('Not the hub, 1 change waiting');
  await page.getByRole('button', { name: 'Let this desk in again' }).click();
  await typeCode(page, lan.address, (await lan.code()).code);
  await desk.untilInStep();
  expect(await practice.bookings()).toHaveLength(2);

  expect(await lan.elsewhere.startAgain(`dunebook://booking/${booking.id}`)).toBe(0);
  await expect(page).toHaveURL(new RegExp(`/booking/${booking.id}$`));
  await expect(page.getByRole('dialog', { name: 'Rahul Verma' })).toBeVisible();
});

/** All that the page's stores hold, as text. */
function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [Object.entries(localStorage)];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        found.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
      }
      database.close();
    }
    return JSON.stringify(found);
  });
}
