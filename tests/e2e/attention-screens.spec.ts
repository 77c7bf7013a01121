import type { Route } from '@playwright/test';
import { bookFor } from '../kit/browser-desk.ts';
import { expectAccessible, narrow, photograph, type Size } from '../kit/photograph.ts';
import { expect, test } from './fixtures.ts';
import { at, monday } from './practice.ts';

/** What a hub in trouble says to whoever watches it. */
const troubles: Readonly<Record<string, unknown>> = {
  '/v2/backups/state': { on: true, overdue: true, last_at: '2026-04-16T21:30:00Z', problem: 'full' },
  '/v2/paper': {
    on: true,
    folder: '/home/reception/.dunebook/paper',
    written_at: '2026-04-20T03:55:00Z',
    problem: 'gone',
  },
  '/v2/bookings/attention': {
    endpoints: [
      {
        endpoint_id: 'whe_1',
        description: 'Reminders',
        host: 'hooks.example.com',
        disabled_at: '2026-04-19T10:00:00Z',
        reason: 'failing',
      },
    ],
  },
};

/** What becomes of each change that is sent; those after them are never answered. */
const refusals = [
  { code: 'forbidden', message: 'removed', details: { reason: 'staff_removed' } },
  { code: 'depends_on', message: 'builds on another', details: {} },
  {
    code: 'resource_unavailable',
    message: 'taken',
    details: { conflicts: [{ type: 'existing_booking', resource_id: 'res_niket' }] },
  },
];

const sizes: readonly Size[] = [{ width: 1280, height: 800 }, narrow];

for (const colorScheme of ['light', 'dark'] as const)
  test(`needs attention with a thing of every kind, ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(120_000);
    await practice.book('14:00', 'meera');
    const desk = await openDesk({ colorScheme });
    const { page } = desk;
    await desk.untilInStep();
    const left = [...refusals];
    const { epoch } = practice.hub.hub.stores.live;
    await page.route('**/v2/sync/intents', (route) => answerIntents(route, epoch, left));
    for (const [path, body] of Object.entries(troubles))
      await page.route(`**${path}*`, (route) => route.fulfill({ json: body }));
    await page.addInitScript(spoil, monday);
    await desk.goTo('/board/2026-04-20');
    await practice.hub.call('POST', '/v2/resources/res_niket/time-off', {
      start_at: at('13:30'),
      end_at: at('15:00'),
      reason: 'Flu',
    });
    for (const [i, time] of ['10:30', '11:00', '11:30', '12:00'].entries()) {
      await desk.board.click('Dr Asha', time);
      await bookFor(page, 'Priya');
      await expect.poll(() => left.length).toBe(Math.max(0, refusals.length - 1 - i));
    }
    await page.getByRole('link', { name: 'Needs attention' }).click();
    const items = page.getByRole('list', { name: 'Needs attention' }).locator('> li');
    await expect(items).toHaveCount(9);
    await expect(page.getByRole('listitem', { name: 'What this desk keeps was damaged' })).toContainText(
      '3 changes that the hub had not got',
    );
    await expect(page.getByRole('listitem', { name: 'Much waits for the hub' })).toContainText('1 change is');
    for (const [i, item] of [items.first(), items.nth(4), items.last()].entries()) {
      await item.scrollIntoViewIfNeeded();
      await photograph(page, `${colorScheme} attention ${i + 1}`, item, sizes);
    }
    await expectAccessible(page, 'needs attention');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Look at what waits' }).click();
    const sheet = page.getByRole('dialog', { name: 'Connection to the hub' });
    await expect(sheet).toContainText('1 change is kept once only');
    await photograph(page, `${colorScheme} attention 4 sheet`, sheet, sizes);
  });

async function answerIntents(route: Route, epoch: string, left: (typeof refusals)[number][]): Promise<void> {
  const { intents } = route.request().postDataJSON() as { intents: { n: number; id: string }[] };
  const outcomes = intents.slice(0, left.length).map(({ n, id }) => {
    const [refusal] = left.splice(0, 1);
    return { n, id, state: 'refused', refusal };
  });
  if (outcomes.length === 0) return route.abort();
  await route.fulfill({ json: { epoch, outcomes, now: monday } });
}

/** A store that was mended before this window was opened, and a browser that has no room for what waits. Runs in the page. */
function spoil(at: string): void {
  const keep = Storage.prototype.setItem;
  keep.call(localStorage, 'dunebook-tnt-clinic.rescue', JSON.stringify({ at, kept: 3, lost: 0 }));
  Storage.prototype.setItem = function (key, value) {
    if (/\.waiting\..*\.\d+$/.test(key)) throw new DOMException('There is no room', 'QuotaExceededError');
    keep.call(this, key, value);
  };
}
