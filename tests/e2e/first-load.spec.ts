import { gzipKb, loadedFirst, noteBoard } from '../kit/first-load.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('until its board can be used, a paired desk asks for at most 350 kB of JavaScript (gzip)', async ({
  openDesk,
}) => {
  const { context, page } = await openDesk();
  await context.addInitScript(noteBoard);
  await page.reload();
  const { scripts } = await loadedFirst(page);
  const sizes = scripts.map(({ path, gzip }) => `${(gzip / 1000).toFixed(1)} kB ${path}`);
  expect(gzipKb(scripts), sizes.join('\n')).toBeGreaterThan(100);
  // What grew is found with `npx electron-vite build --sourcemap`; what no first screen shows belongs behind `later`.
  expect(gzipKb(scripts), sizes.join('\n')).toBeLessThanOrEqual(350);

  // The rest follows by itself: a drawer opens, and a deed is done, without the hub's files.
  await expect
    .poll(() => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)))
    .toContainEqual(expect.stringMatching(/\/commands-[^/]*\.js$/));
});

test('a browser that has no Temporal of its own gets one', async ({ practice, openDesk }) => {
  const desk = await openDesk();
  await desk.context.addInitScript(() => Reflect.deleteProperty(globalThis, 'Temporal'));
  await practice.book('11:00', 'priya');
  await desk.page.reload();
  await expect(desk.board.card('11:00 AM Priya Sharma', 'Dr Niket')).toHaveCount(1);
  expect(await desk.page.evaluate(() => Reflect.has(globalThis, 'Temporal'))).toBe(false);
});

test('a hub that goes away before all is fetched: a deed is refused plainly, and done once it is back', async ({
  practice,
  openDesk,
}) => {
  const { context, page, board } = await openDesk({ path: '/v2/docs' });
  // Without the service worker, which would have the files a moment later.
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  let away = false;
  const parts = /\/assets\/(commands|QuickBooking)-[^/]*\.js$|\/v2\/health$/;
  await context.route(parts, async (route) => (away ? route.abort() : route.continue()));
  await practice.book('11:00', 'priya');
  away = true;
  await page.goto(`/#invitation=${await practice.hub.invite()}`);
  await expect(board.card('11:00 AM Priya Sharma')).toHaveCount(1);

  // A part of the window that is not here is said to be on its way, and comes.
  await board.click('Dr Niket', '13:00');
  await expect(page.getByRole('status').filter({ hasText: 'isn’t here yet' })).toBeVisible();
  await board.card('11:00 AM Priya Sharma').focus();
  for (const key of ['m', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  const told = page.getByRole('alert').filter({ hasText: 'Nothing was changed.' });
  await expect(told).toBeVisible();
  away = false;
  await expect(page.getByRole('form', { name: 'New booking' })).toBeVisible();
  await page.keyboard.press('Escape');

  await board.card('11:00 AM Priya Sharma').focus();
  for (const key of ['m', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(board.card('11:15 AM Priya Sharma')).toHaveCount(1);
  await expect.poll(() => practice.bookings()).toMatchObject([{ start_at: at('11:15') }]);
});
