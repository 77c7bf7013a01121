import type { Locator, Page } from '@playwright/test';
import * as z from 'zod';
import { openBrowserDesk } from '../kit/browser-desk.ts';
import { deskSizes, expectAccessible, photographAll } from '../kit/photograph.ts';
import { type DemoPractice, demoNow, startDemoPractice } from './demo-practice.ts';
import { startEmptyHub } from './empty-hub.ts';
import { expect, test } from './fixtures.ts';

const locales = { en: 'en-US', de: 'de-DE', es: 'es-ES', fr: 'fr-FR', ar: 'ar-EG' } as const;
const size = { width: 1280, height: 800 };
const olga = { name: 'Olga Ortiz', email: 'olga@example.com', role: 'owner', pin: '246813' };
const tomorrow = new Date(Date.parse(demoNow) + 24 * 60 * 60_000).toISOString().slice(0, 10);

/** A board has more columns than a phone has room for, and scrolls sideways in its own box. */
const grid = '[role="grid"], :has(> [role="grid"])';
const dialog = '[role="dialog"]:not([data-side])';

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

const named = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
const booked = z.object({ data: z.array(z.object({ id: z.string(), resource_id: z.string() })) });

/** Something of everything that a screen shows, and the ids that its addresses need. */
async function fill(demo: DemoPractice) {
  const idOf = async (path: string) => {
    const { data } = named.parse(await demo.call('GET', path));
    const [first, second] = data;
    if (!first || !second) throw new Error(`the demo practice has nothing at ${path}`);
    return [first.id, second.id] as const;
  };
  const [service] = await idOf('/v2/services?limit=2');
  const [customer, other] = await idOf('/v2/customers?limit=2');
  const span = `from=${tomorrow}T00:00:00Z&to=${tomorrow}T23:00:00Z`;
  const bookings = booked.parse(await demo.call('GET', `/v2/bookings?limit=1&${span}`));
  const resource = bookings.data[0]?.resource_id ?? '';
  await demo.call('POST', '/v2/staff', olga);
  await demo.call('PATCH', `/v2/customers/${customer}`, {
    alert: 'Latex',
    notes: 'A. B.\nC.',
    tags: ['vip'],
  });
  const until = `${tomorrow}T22:00:00Z`;
  await demo.call('POST', '/v2/waitlist', { customer_id: customer, service_id: service, until });
  await demo.call('POST', '/v2/waitlist', {
    customer_id: other,
    service_id: service,
    until,
    urgency: 'urgent',
    days: ['tuesday', 'thursday'],
  });
  await demo.call('POST', `/v2/resources/${resource}/time-off`, {
    start_at: `${tomorrow}T00:00:00Z`,
    end_at: until,
    reason: 'Flu',
  });
  return { service, customer, other, resource };
}

for (const [language, locale] of Object.entries(locales)) {
  test(`every screen in ${language}, light and dark, in three sizes`, async ({ browser }) => {
    test.setTimeout(240_000);
    const demo = await startDemoPractice();
    const { service, customer, other, resource } = await fill(demo);
    const place = await demo.findFreeStart();
    const desk = await openBrowserDesk(browser, await demo.link(), demoNow, { locale, viewport: size });
    const { page, board } = desk;
    const shoot = async (name: string, shown: Locator = page.locator('main'), scrolls?: string) => {
      await photographAll(page, `${language} ${name}`, shown, scrolls);
      await page.setViewportSize(size);
    };
    const shootAt = async (name: string, path: string, scrolls?: string) => {
      await goTo(page, path);
      await expect(page.locator('h1, main h2').first()).toBeVisible();
      await shoot(name, undefined, scrolls);
    };
    const cards = board.grid.getByRole('gridcell');
    await expect(cards.nth(20)).toBeAttached({ timeout: 30_000 });
    await shoot('01 board', undefined, grid);
    await goTo(page, `/board/${tomorrow}?view=week&resource=${resource}`);
    await expect(board.grid.getByRole('row')).toHaveCount(7);
    await shoot('02 board week', undefined, grid);
    await goTo(page, `/board/${tomorrow}?view=month`);
    await expect(board.grid.getByRole('gridcell').nth(20)).toBeAttached();
    await shoot('03 board month', undefined, grid);
    await goTo(page, '/board');
    await expect(cards.nth(20)).toBeAttached();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await board.click(place.resource.name, place.time);
    await expect(page.locator('form input:focus')).toBeVisible();
    await page.keyboard.type('an');
    await expect(page.getByRole('option').nth(2)).toBeVisible();
    // It stays beside its column, wherever a smaller window scrolls that.
    await photographAll(page, `${language} 04 booking`, page.locator('form'), grid, deskSizes);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await cards.and(page.locator('[data-card]')).first().click();
    await expect(page.locator('dl').first()).toBeVisible();
    await shoot('05 drawer', undefined, grid);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('listbox')).toBeVisible();
    await page.keyboard.type('an');
    await shoot('06 palette', page.getByRole('listbox'), grid);
    await page.keyboard.press('Escape');

    await shootAt('10 find', '/find');
    await expectAccessible(page, `find a time in ${language}`);
    await shootAt('11 arrivals', '/arrivals');
    await page.keyboard.press('?');
    await shoot('12 help', page.locator(dialog));
    await page.keyboard.press('Escape');
    await shootAt('13 customers', '/customers');
    await shootAt('14 customer', `/customers/${customer}`);
    await shootAt('15 new customer', '/customers/new');
    await shootAt('16 merge', `/customers/${customer}/merge/${other}`);
    await shootAt('17 import', '/customers/import');
    await shootAt('18 waitlist', '/waitlist');
    await shootAt('19 reassign', `/reassign/${tomorrow}/${resource}`);
    await shootAt('20 attention', '/attention');
    await shootAt('21 this desk', '/desk');
    await shootAt('22 not found', '/nowhere');

    await shootAt('30 services', '/settings/services');
    await shootAt('31 service', `/settings/services/${service}`);
    await shootAt('32 new service', '/settings/services/new');
    await shootAt('33 resources', '/settings/resources');
    await shootAt('34 resource', `/settings/resources/${resource}`);
    await shootAt('35 hours', '/settings/hours');
    await shootAt('37 sign in', '/settings/staff');
    const fields = page.locator('main form input');
    await fields.nth(0).fill(olga.email);
    await fields.nth(1).fill(olga.pin);
    await page.keyboard.press('Enter');
    await expect(page.getByText(olga.email)).toBeVisible();
    await shoot('38 staff');
    await shootAt('36 practice', '/settings/practice');
    await shootAt('39 webhooks', '/integrations');
    await shootAt('40 keys', '/integrations/keys');
    await shootAt('41 feeds', '/integrations/feeds');
    await shootAt('42 data', '/data');
    await goTo(page, `/print/day/${tomorrow}`);
    await shoot('50 day sheet', page.locator('table').first(), 'body');
    await goTo(page, `/print/week/${tomorrow}`);
    await shoot('51 week sheet', page.locator('table').first(), 'body');
    await desk.context.close();
    await demo.close();
  });

  test(`the first run in ${language}, light and dark, in three sizes`, async ({ browser }) => {
    test.setTimeout(120_000);
    const hub = await startEmptyHub();
    const { page, context } = await openBrowserDesk(browser, hub.link, demoNow, { locale, viewport: size });
    const shoot = (name: string) => photographAll(page, `${language} ${name}`, page.locator('h1'));
    const field = page.locator('form input');
    const next = async () => {
      const before = (await page.locator('h1').textContent()) ?? '';
      await page.locator('form button[type="submit"]').click();
      await expect(page.locator('h1')).not.toHaveText(before);
    };
    try {
      await shoot('60 first run');
      await page.locator('main button').first().click();
      await shoot('61 trade');
      await page.locator('button[aria-pressed]').first().click();
      await field.first().fill('Dune Clinic');
      await shoot('62 practice');
      await next();
      await shoot('63 hours');
      await next();
      await field.nth(0).fill('Olga Ortiz');
      await field.nth(1).fill(olga.email);
      await shoot('64 people');
      await field.nth(2).fill(olga.pin);
      await next();
      await shoot('65 what can be booked');
    } finally {
      await context.close();
      await hub.close();
    }
  });
}
