import { expect, test } from './fixtures.ts';

test('an invitation link lets in one desk, once; a second use says so', async ({ practice, openDesk }) => {
  const path = `/#invitation=${await practice.hub.invite()}`;
  const first = await openDesk({ path });
  await expect(first.connection).toHaveText('Hub here');
  await expect(first.board.grid).toBeVisible();
  // The secret is in neither the address bar nor the history.
  expect(first.page.url()).toBe(`${practice.hub.url}/board`);
  await first.page.reload();
  await expect(first.board.grid).toBeVisible();

  const second = await openDesk({ path });
  await expect(second.page.getByRole('heading', { name: 'Let this desk in' })).toBeVisible();
  await expect(second.page.getByRole('main')).toContainText(
    'This invitation doesn’t work: each lets in one desk, once, and only for a while. Make a new one.',
  );

  const fresh = `${practice.hub.url}/#invitation=${await practice.hub.invite()}`;
  await second.page.getByRole('textbox', { name: 'Invitation link' }).fill(fresh);
  await second.page.getByRole('button', { name: 'Let this desk in' }).click();
  await expect(second.board.grid).toBeVisible();
  await expect(second.connection).toHaveText('Hub here');
});

test('without an invitation the page says how to get in, and the hub gives nothing away, on its own computer either', async ({
  practice,
  openDesk,
}) => {
  await practice.book('11:00', 'priya');
  const { page, board } = await openDesk({ path: '/board' });
  await expect(page.getByRole('heading', { name: 'Let this desk in' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('npm run hub -- desks invite');
  await expect(page.getByRole('button', { name: 'Let this desk in' })).toBeDisabled();
  await expect(board.grid).toHaveCount(0);
  await expect(page.getByText('Priya')).toHaveCount(0);

  const paths = ['/v2/bookings', '/v2/customers', '/v2/sync/bookings', '/v2/sync/stream', '/v2/me'];
  const answers = await page.evaluate(
    (all) => Promise.all(all.map(async (path) => [path, (await fetch(path)).status])),
    paths,
  );
  expect(answers).toEqual(paths.map((path) => [path, 401]));
});
