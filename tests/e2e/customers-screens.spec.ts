import type { Locator } from '@playwright/test';
import { deskSizes, expectAccessible, photograph } from '../kit/photograph.ts';
import { test } from './fixtures.ts';

const narrow = { width: 390, height: 844 };

/** A file with a row that is no person. */
const file = 'Full Name;E-Mail;Phone;Shoe size\nZoë Ångström;zoe@example.com;098765 43211;38\n;;;40\n';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`customers, ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(180_000);
    const { call } = practice.hub;
    await call('PATCH', '/v2/customers/cust_priya', {
      alert: 'Allergic to latex',
      notes: 'Prefers mornings.\nComes with her mother.',
      tags: ['cardiology', 'returning'],
    });
    await call('POST', '/v2/customers', { id: 'cust_anil', name: 'Anil Sharma', phone: '+919876543210' });
    await call('POST', '/v2/customers', { id: 'cust_twin', name: 'Priya Sharma', phone: '+919876543210' });
    for (let i = 0; i < 60; i++)
      await call('POST', '/v2/customers', { name: `Person ${String(i).padStart(2, '0')}` });
    await practice.book('15:00', 'priya');
    const missed = await practice.book('10:00', 'priya', 'asha');
    await call('POST', `/v2/bookings/${missed.id}/no-show`);

    const { page, goTo, untilInStep } = await openDesk({ colorScheme });
    const shoot = async (name: string, main: Locator, sizes = [...deskSizes, narrow]) => {
      await photograph(page, `${colorScheme} ${name}`, main, sizes);
      await page.setViewportSize({ width: 1280, height: 800 });
      await expectAccessible(page, name);
    };

    await goTo('/customers');
    await untilInStep();
    await shoot('20 customers', page.getByRole('link', { name: /^Compare/ }).first(), [...deskSizes]);
    await page.getByRole('textbox', { name: 'Search customers' }).fill('priya');
    await shoot('21 customers found', page.getByRole('link', { name: /^Priya Sharma/ }).first());
    await page.getByRole('link', { name: /^Priya Sharma.*latex/ }).click();
    await page.getByRole('button', { name: 'Show who did what' }).click();
    await shoot('22 profile', page.getByRole('heading', { name: 'Priya Sharma' }));
    await page.getByRole('button', { name: /^Notes:/ }).click();
    await shoot('23 profile edited', page.getByText('Ctrl+Enter saves'));
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Compare' }).first().click();
    await shoot('24 merge', page.getByRole('heading', { name: 'Are these the same person?' }));
    await goTo('/customers/new?typed=Priya%20Sharma');
    await page.getByRole('textbox', { name: 'Phone' }).fill('98765 43210');
    await shoot('25 new customer', page.getByText('Already here:'));
    await goTo('/customers/import');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await shoot('26 import', page.getByRole('heading', { name: 'Columns' }));
    await page.getByRole('button', { name: 'Import 1 person' }).click();
    await shoot('27 imported', page.getByRole('button', { name: 'Take back the import' }));
    await goTo('/customers/cust_priya/print');
    await shoot('28 printed', page.getByRole('heading', { name: 'Visits of Priya Sharma' }));
    await goTo('/customers/cust_meera');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Erase…' }).click();
    await shoot('29 erase', page.getByRole('button', { name: 'Erase for good' }));
  });
}
