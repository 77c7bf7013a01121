import type { Page } from '@playwright/test';
import { bookFor } from '../kit/browser-desk.ts';
import { deskSizes, expectAccessible, narrow, photograph } from '../kit/photograph.ts';
import { expect, test } from './fixtures.ts';

const ola = { name: 'Ola', email: 'ola@example.com', role: 'owner', pin: '246813' };
const sizes = [...deskSizes, narrow];

for (const colorScheme of ['light', 'dark'] as const)
  test(`several desks on the network, ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(150_000);
    const { hub } = practice;
    await hub.call('POST', '/v2/staff', ola);
    const desk = await openDesk({ colorScheme });
    const { page } = desk;
    const shoot = async (name: string, main: ReturnType<typeof page.locator>) => {
      await photograph(page, `${colorScheme} lan ${name}`, main, sizes);
      await expectAccessible(page, name);
    };
    await desk.goTo('/data');
    const form = page.getByRole('form', { name: 'Sign in' });
    await form.getByRole('textbox', { name: 'E-mail' }).fill(ola.email);
    await form.getByLabel('PIN or password').fill(ola.pin);
    await page.keyboard.press('Enter');

    const share = page.getByRole('switch', { name: 'Share with other computers on this network' });
    await share.click();
    await expect(page.getByText('Fingerprint')).toBeVisible();
    await share.scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Let another desk in' }).click();
    await expect(page.getByText('Good for 5 more minutes')).toBeVisible();
    // It is said letter by letter, at once.
    const code = page.getByRole('img', { name: /^Code for another desk: \w \w \w \w , \w \w \w \w$/ });
    await expect(page.locator(':focus').filter({ has: code })).toHaveCount(1);
    await shoot('2 code', code);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Fingerprint').scrollIntoViewIfNeeded();
    await shoot('1 sharing', page.getByRole('heading', { name: 'On the practice’s network' }));
    await share.click();
    await expect(page.getByText('Fingerprint')).toHaveCount(0);
    expect((await hub.hub.sharing.state()).on).toBe(false);

    // The program, as far as this screen asks it.
    await page.addInitScript(standIn);
    await page.context().addInitScript(() => localStorage.removeItem('dunebook.session'));
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Join a practice' })).toBeFocused();
    await page.getByRole('button', { name: /Dune Clinic/ }).click();
    await expect(page.getByRole('textbox', { name: 'Address of the hub' })).toHaveValue('192.168.1.20:4651');
    await page.getByRole('textbox', { name: 'Code' }).fill('K7QM-2XPD');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByText('Nobody answers there.')).toBeVisible();
    await shoot('3 join', page.getByRole('heading', { name: 'Join a practice' }));
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`a desk that was shut out, ${colorScheme}`, async ({ practice, openDesk }) => {
    const desk = await openDesk({ colorScheme });
    const { page } = desk;
    await desk.goTo('/board/2026-04-20');
    await desk.untilInStep();
    const other = await desk.openWindow();
    await other.untilInStep();
    await desk.cutNetwork();
    await desk.board.click('Dr Niket', '14:00');
    await bookFor(page, 'Priya');
    const { body } = await practice.hub.call('GET', '/v2/devices');
    const [device] = body.data as { id: string }[];
    await practice.hub.call('DELETE', `/v2/devices/${device?.id}`);
    await desk.mendNetwork();
    await expect(page.getByText('has been removed')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('listitem').filter({ hasText: 'Priya Sharma' })).toBeVisible();
    const heading = page.getByRole('heading', { name: 'This desk was shut out' });
    await photograph(page, `${colorScheme} lan 4 removed`, heading, sizes);
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    await expectAccessible(page, 'removed');
    // So does every other window of it.
    await expect(other.page.getByRole('heading', { name: 'This desk was shut out' })).toBeVisible();
    await expect(other.page.getByText('has been removed')).toBeVisible();
    await other.page.close();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as data' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^dunebook-.*-1\.json$/);

    await page.getByRole('button', { name: 'Remove and start over' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
    await expect(page.getByRole('heading', { name: 'Let this desk in' })).toBeVisible();
    expect(await leftIn(page)).toEqual([]);
  });

/** What the page's stores still hold of a practice. */
function leftIn(page: Page): Promise<unknown[]> {
  return page.evaluate(async () => {
    const found: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name?.includes('dunebook')) continue;
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        found.push(...(await asked(database.transaction(store).objectStore(store).getAll())));
      database.close();
    }
    return found;
  });
}

/** Stands for the desktop program in a page. */
function standIn(): void {
  const addresses = [{ host: '192.168.1.20', port: 4651 }];
  const hub = { hub_id: '1', name: 'Dune Clinic', version: '1', fingerprint_start: '', addresses };
  const program = {
    invitation: async () => undefined,
    hubStatus: async () => ({ state: 'stopped' }),
    appInfo: async () => ({ version: '1', platform: 'linux', computer: 'front-pc' }),
    show: async () => undefined,
    hubTarget: async () => ({ kind: 'own', keyring: false }),
    hubsNearby: async () => [hub, { ...hub, hub_id: '2', name: 'Another practice next door' }],
    joinHub: async () => ({ problem: 'not_found' }),
    leaveHub: async () => undefined,
    nextLink: () => new Promise(() => undefined),
    setWords: async () => undefined,
  };
  Object.assign(globalThis, { dunebook: program });
}
