import type { Locator } from '@playwright/test';
import { expectAccessible, photograph } from '../kit/photograph.ts';
import { test } from './fixtures.ts';
import { at } from './practice.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`series, visits, classes, the waitlist and violations, ${colorScheme}`, async ({
    practice,
    openDesk,
  }) => {
    test.setTimeout(120_000);
    const yoga = { id: 'svc_yoga', name: 'Yoga', duration: 60, capacity: 2 };
    await practice.hub.call('POST', '/v2/services', yoga);
    const session = {
      id: 'cls_yoga',
      service_id: 'svc_yoga',
      resource_id: 'res_asha',
      start_at: at('16:00'),
    };
    await practice.hub.call('POST', '/v2/classes', session);
    for (const customer_id of ['cust_priya', 'cust_meera'])
      await practice.hub.call('POST', '/v2/bookings', { customer_id, class_id: 'cls_yoga' });
    await practice.book('15:00', 'rahul');
    const off = { start_at: at('14:30'), end_at: at('18:00'), reason: 'Flu' };
    await practice.hub.call('POST', '/v2/resources/res_niket/time-off', off);
    const waits = {
      customer_id: 'cust_meera',
      service_id: 'svc_consult',
      urgency: 'urgent',
      days: ['tuesday'],
    };
    await practice.hub.call('POST', '/v2/waitlist', { ...waits, until: '2026-05-20T18:30:00Z' });

    const { page, board } = await openDesk({ colorScheme });
    const shoot = async (name: string, main: Locator, within?: string) => {
      await photograph(page, `${colorScheme} ${name}`, main);
      await expectAccessible(page, name, within);
    };
    const form = page.getByRole('form', { name: 'New booking' });

    await board.click('Dr Niket', '14:15');
    await form.getByRole('button', { name: 'Repeat…' }).click();
    const series = page.getByRole('form', { name: 'New series' });
    await shoot('11 series', series.getByRole('button', { name: 'Book 5 visits' }), '[role="dialog"]');
    await series.getByRole('button', { name: 'Cancel' }).click();

    await board.click('Dr Niket', '11:00');
    await form.getByRole('button', { name: 'With other services…' }).click();
    const visit = page.getByRole('form', { name: 'New visit' });
    await visit.getByRole('button', { name: 'Another service' }).click();
    await shoot('12 visit', visit.getByRole('button', { name: 'Book the visit' }), '[role="dialog"]');
    await visit.getByRole('button', { name: 'Cancel' }).click();

    await board.card('Yoga').click();
    const drawer = page.getByRole('dialog', { name: 'Yoga' });
    await shoot('13 class', drawer.getByRole('list', { name: 'Attendees' }), '[role="dialog"]');
    await drawer.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('link', { name: 'Waitlist' }).click();
    await shoot('14 waitlist', page.getByRole('button', { name: 'Offer it' }));
    await page.getByRole('button', { name: 'Put somebody on it' }).click();
    await shoot('15 joining', page.getByRole('button', { name: 'Put on the list' }));

    await page.getByRole('link', { name: 'Needs attention, 1' }).click();
    await shoot('16 violation', page.getByRole('button', { name: 'Leave it as it is' }));
  });
}
