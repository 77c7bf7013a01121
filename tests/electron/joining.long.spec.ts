import type { Page } from '@playwright/test';
import { bookFor, deskIn } from '../kit/browser-desk.ts';
import { desksOf, test, typeCode } from './lan-world.ts';
import { askMain, expect } from './world.ts';

test('a desk on another computer joins by a code, is shut out with what waits, and brings it along when let in again', async ({
  practice,
  lan,
}) => {
  test.setTimeout(180_000);
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
