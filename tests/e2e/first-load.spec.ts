import { gzipKb, loadedFirst, noteBoard } from '../kit/first-load.ts';
import { expect, test } from './fixtures.ts';

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
