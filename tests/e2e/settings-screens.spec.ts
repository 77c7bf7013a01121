import type { Locator, Page } from '@playwright/test';
import { deskSizes, expectAccessible, photograph } from '../kit/photograph.ts';
import { expect, test } from './fixtures.ts';
import { at, type Practice } from './practice.ts';

/** A window beside another one, too. */
const sizes = [...deskSizes, { width: 390, height: 844 }];
const olga = { name: 'Olga Ortiz', email: 'olga@example.com', role: 'owner', pin: '246813' };

/** A practice with something of everything that settings show. */
async function fill(practice: Practice): Promise<void> {
  const { hub } = practice;
  const call = async (method: string, path: string, body: object) => {
    const answer = await hub.call(method, path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  };
  await call('POST', '/v2/staff', olga);
  await call('POST', '/v2/staff', { name: 'Niket Rao', role: 'practitioner', resource_id: 'res_niket' });
  await call('POST', '/v2/resources', {
    id: 'res_room',
    name: 'Room 1',
    kind: 'room',
    skills: ['ultrasound'],
  });
  await call('POST', '/v2/services', {
    id: 'svc_laser',
    name: 'Laser treatment of the knee with everything that belongs to it',
    category: 'Physiotherapy',
    duration: 50,
    buffer_after: 10,
    color: '#2b8a3e',
    price: { amount: 1800, currency: 'INR', type: 'hourly' },
    needs: [
      { role: 'practitioner', kind: 'practitioner' },
      { role: 'room', kind: 'room', skills: ['ultrasound'] },
    ],
    overrides: [
      { resource_id: 'res_asha', duration: 60, price: { amount: 2000, currency: 'INR', type: 'hourly' } },
    ],
  });
  await practice.book('11:00', 'priya');
  await call('POST', '/v2/resources/res_niket/time-off', {
    start_at: at('10:30'),
    end_at: at('12:30'),
    reason: 'Course',
  });
  await call('POST', '/v2/closures', {
    start_at: '2026-12-24T18:30:00Z',
    end_at: '2026-12-25T18:30:00Z',
    reason: 'Christmas',
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  const shooting = (page: Page) => async (name: string, main: Locator) => {
    await photograph(page, `${colorScheme} settings ${name}`, main, sizes);
    await expectAccessible(page, name);
  };

  test(`settings: services, people and rooms, ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(200_000);
    await fill(practice);
    const { page } = await openDesk({ colorScheme });
    const shoot = shooting(page);
    const settings = page.getByRole('navigation', { name: 'Settings' });
    await page.goto('/settings');
    await shoot('0 services', page.getByRole('link', { name: /^Consultation/ }));
    await page.getByRole('link', { name: /^Laser treatment/ }).click();
    await shoot('1 service', page.getByRole('textbox', { name: 'Name' }));
    await page.goto('/settings/services/new');
    await page.getByRole('textbox', { name: 'Name' }).press('Tab');
    await page.getByLabel('Minutes').fill('0');
    await page.keyboard.press('Enter');
    await shoot('2 wrong', page.getByText('This is needed.'));
    await settings.getByRole('link', { name: 'People and rooms' }).click();
    await shoot('3 leave', page.getByRole('dialog', { name: 'Leave without saving?' }));
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await shoot('4 resources', page.getByRole('link', { name: /^Room 1/ }));
    await page.getByRole('link', { name: /^Dr Niket/ }).click();
    await shoot('5 resource', page.getByText('To Needs attention'));
    await page.getByRole('button', { name: 'Add time off' }).click();
    await shoot('6 time off', page.getByRole('form', { name: 'Time off of Dr Niket' }));
  });

  test(`settings: hours, staff and practice, ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(200_000);
    await fill(practice);
    const { page } = await openDesk({ colorScheme });
    const shoot = shooting(page);
    const settings = page.getByRole('navigation', { name: 'Settings' });
    await page.goto('/settings');
    await settings.getByRole('link', { name: 'Hours and closures' }).click();
    await shoot('7 hours', page.getByRole('table', { name: 'Opening hours' }));
    await page.getByRole('button', { name: 'Public holidays…' }).click();
    await shoot('8 holidays', page.getByRole('checkbox', { name: /Christmas/ }).first());
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Set for several…' }).click();
    await shoot('9 same hours', page.getByRole('form', { name: 'The same hours for several' }));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await settings.getByRole('link', { name: 'Staff' }).click();
    await shoot('10 sign in', page.getByRole('form', { name: 'Sign in' }));
    await page.getByRole('textbox', { name: 'E-mail' }).fill(olga.email);
    await page.getByLabel('PIN or password').fill(olga.pin);
    await page.keyboard.press('Enter');
    await shoot('11 staff', page.getByRole('listitem').filter({ hasText: 'Niket Rao' }));
    await page.getByRole('button', { name: 'Add somebody' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Mina Das');
    await shoot('12 add', page.getByRole('form', { name: 'Add somebody' }));
    await page.getByRole('textbox', { name: 'E-mail' }).fill('mina@example.com');
    await page.keyboard.press('Enter');
    await shoot('13 pin', page.getByRole('dialog', { name: 'The PIN of Mina Das' }));
    await page.getByRole('button', { name: 'They have it' }).click();
    await settings.getByRole('link', { name: 'Practice' }).click();
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Dubai');
    await page.getByRole('option', { name: 'Asia/Dubai' }).click();
    await shoot('14 practice', page.getByText('Another time zone moves working hours'));
  });
}
