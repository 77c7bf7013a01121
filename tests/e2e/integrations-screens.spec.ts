import type { Page } from '@playwright/test';
import { deskSizes, photograph } from '../kit/photograph.ts';
import { startReceiver } from '../kit/receiver.ts';
import { expect, test } from './fixtures.ts';

const mina = { name: 'Mina', email: 'mina@example.com', role: 'manager', pin: '246813' };
/** A window beside another one, too. */
const sizes = [...deskSizes, { width: 390, height: 844 }];

async function signIn(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill(mina.email);
  await form.getByLabel('PIN or password').fill(mina.pin);
  await page.keyboard.press('Enter');
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`the screens of Integrations, ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(150_000);
    const { hub } = practice;
    const receiver = await startReceiver();
    const call = async (method: string, path: string, body: object) => {
      const answer = await hub.call(method, path, body);
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      return answer.body;
    };
    const add = (path: string, description: string, events: string[]) =>
      call('POST', '/v2/webhooks', { url: `${receiver.url}${path}`, events, description });
    await call('PATCH', '/v2/tenant', { webhook_allowed_hosts: [receiver.host] });
    await call('POST', '/v2/staff', mina);

    const { page, ...desk } = await openDesk({ colorScheme });
    const shoot = (name: string, main: ReturnType<Page['locator']>) =>
      photograph(page, `${colorScheme} integrations ${name}`, main, sizes);
    await page.getByRole('link', { name: 'Integrations' }).first().click();
    await shoot('0 sign in', page.getByRole('form', { name: 'Sign in' }));
    await signIn(page);
    await shoot('1 empty', page.getByRole('button', { name: 'Add a webhook' }));

    // A name and an address as long as people make them.
    const long = 'Bookkeeping of the practice in the Old Town, with letters to all who come by appointment';
    await add('/well', 'Website', ['*']);
    await add(`/a/${'long-path/'.repeat(12)}?token=${'x'.repeat(60)}`, long, [
      'booking.*',
      'customer.created',
      'webhook.endpoint_disabled',
    ]);
    await add('/gone', 'Reminders', ['booking.created']);
    receiver.answer((request, response) => {
      if (request.url?.startsWith('/well')) response.writeHead(200).end('thanks');
      else if (request.url === '/gone') response.writeHead(410).end();
      else response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Out of order</h1>'.repeat(40));
    });
    for (const [time, who] of [
      ['11:30', 'rahul'],
      ['12:30', 'priya'],
      ['13:30', 'meera'],
    ] as const)
      await practice.book(time, who);
    const rows = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem');
    await expect(rows.filter({ hasText: 'Reminders' })).toContainText('Switched off');
    await expect(rows.filter({ hasText: 'Bookkeeping' })).toContainText('Failing');
    await shoot('2 list', rows.last());

    await page.getByRole('button', { name: 'Add a webhook' }).click();
    await shoot('3 form', page.getByRole('form', { name: 'Add a webhook' }));
    await page.getByRole('button', { name: 'Cancel' }).click();

    await rows.filter({ hasText: 'Website' }).getByRole('link').click();
    const log = page.getByRole('list', { name: 'Log' }).getByRole('listitem');
    await expect(log.nth(5)).toBeAttached();
    await shoot('4 endpoint', log.first());
    await page.getByRole('button', { name: 'Send again…' }).click();
    const again = page.getByRole('form', { name: 'Send again' });
    await again.getByRole('radio', { name: 'On certain days' }).check();
    await shoot('5 replay', again);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await shoot('6 test', page.getByRole('form', { name: 'Send a test' }));
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('link', { name: 'Integrations' }).first().click();
    await rows.filter({ hasText: 'Bookkeeping' }).getByRole('link').click();
    await expect(log.filter({ hasText: 'Refused with 500' }).first()).toBeVisible();
    await shoot('7 failing', page.getByRole('heading', { name: long }));
    await log.filter({ hasText: 'A booking was made' }).first().click();
    const drawer = page.getByRole('dialog', { name: 'A booking was made' });
    await expect(drawer.getByRole('region', { name: 'Tries' })).toContainText('Out of order');
    await shoot('8 delivery', drawer.getByRole('button', { name: 'Send this one again' }));
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Integrations' }).first().click();
    await rows.filter({ hasText: 'Reminders' }).getByRole('link').click();
    await shoot('9 disabled', page.getByRole('button', { name: /Switch on/ }));
    await desk.cutNetwork();
    await shoot('10 offline', page.getByRole('heading', { name: 'This needs the hub' }));
    await desk.mendNetwork();
    await desk.goTo('/attention');
    await shoot('11 attention', page.getByRole('listitem', { name: 'Reminders is told nothing any more' }));
    await receiver.close();
  });
