import { bookFor, deskIn } from '../kit/browser-desk.ts';
import { desksOf, inItsPlace, test, typeCode } from './lan-world.ts';
import { askMain, expect } from './world.ts';

test('who answers in the hub’s place gets nothing; links of the program are followed, and asked about where they join', async ({
  practice,
  lan,
}) => {
  test.setTimeout(240_000);
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
