import { bookFor, expect, test } from '../kit/browser-desk.ts';

test('explore', async ({ practice, openDesk }) => {
  await practice.book('11:00', 'rahul');
  const desk = await openDesk();
  const { page, board } = desk;
  await expect(board.card('Rahul Verma')).toBeVisible();
  console.log(await board.grid.ariaSnapshot());
  await page.screenshot({ path: '/tmp/shot1.png' });
  await board.click('Dr Niket', '12:00');
  await page.screenshot({ path: '/tmp/shot2.png' });
  console.log(await page.getByRole('form', { name: 'New booking' }).ariaSnapshot());
  await bookFor(page, 'Priya');
  await expect(board.card('Priya Sharma')).toBeVisible();
  await desk.cutNetwork();
  await expect(desk.connection).toHaveText('Offline', { timeout: 5000 }).catch((e) => console.log(String(e).slice(0, 300)));
  await board.click('Dr Asha', '12:00');
  await bookFor(page, 'Meera');
  await page.waitForTimeout(1000);
  console.log(await desk.connection.textContent(), await board.card('Meera').getAttribute('aria-label'));
  await page.reload();
  console.log(await board.card('Meera').getAttribute('aria-label'));
  await page.screenshot({ path: '/tmp/shot3.png' });
});
