import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Receiver, startReceiver } from '../kit/receiver.ts';
import { test as base, expect } from './fixtures.ts';
import type { Practice } from './practice.ts';

const manager = { name: 'Mina', email: 'mina@example.com', role: 'manager', pin: '246813' };
const frontDesk = { name: 'Fay', email: 'fay@example.com', role: 'front_desk', pin: '135792' };

/** A practice with people who sign in, and another program that listens. */
const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({ practice }, use) => {
    const receiver = await startReceiver();
    await done(practice, 'PATCH', '/v2/tenant', { webhook_allowed_hosts: [receiver.host] });
    for (const body of [manager, frontDesk]) await done(practice, 'POST', '/v2/staff', body);
    await use(receiver);
    await receiver.close();
  },
});

async function done({ hub }: Practice, method: string, path: string, body: object) {
  const answer = await hub.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

async function signIn(page: Page, who: { email: string; pin: string }): Promise<void> {
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill(who.email);
  await form.getByLabel('PIN or password').fill(who.pin);
  await page.keyboard.press('Enter');
}

const idOf = (got: { headers: Readonly<Record<string, string>> } | undefined) => got?.headers['webhook-id'];

test('a manager adds a webhook, sees its secret once, tests it, looks into the log and sends one again', async ({
  practice,
  openDesk,
  receiver,
}) => {
  const { page, context } = await openDesk();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'Integrations' }).click();
  await signIn(page, frontDesk);
  await expect(page.getByText('This is for owners and managers.')).toBeVisible();
  await signIn(page, manager);
  await expect(page.getByRole('heading', { name: 'No other program is told yet' })).toBeVisible();

  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const form = page.getByRole('form', { name: 'Add a webhook' });
  await form.getByRole('textbox', { name: 'Web address' }).fill('bookkeeping');
  await page.keyboard.press('Enter');
  await expect(form.getByText('This is no web address.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Web address' }).fill('http://10.0.0.1/hook');
  await page.keyboard.press('Enter');
  await expect(form.getByText('Only addresses with https:// are called')).toBeVisible();
  await form.getByRole('textbox', { name: 'Web address' }).fill(`${receiver.url}/hook`);
  await form.getByRole('textbox', { name: 'Name' }).fill('Bookkeeping');
  await page.keyboard.press('Enter');

  const shown = page.getByRole('dialog', { name: 'Copy the secret now' });
  const secret = await shown.getByText(/^whsec_/).textContent();
  await shown.getByRole('button', { name: 'Copy', exact: true }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await shown.getByRole('button', { name: 'I have put it in a safe place' }).click();
  await expect(page.getByText('Nothing was sent yet.')).toBeVisible();
  await expect(page.getByText('whsec_')).toHaveCount(0);

  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('form', { name: 'Send a test' }).getByRole('button', { name: 'Send' }).click();
  const log = page.getByRole('list', { name: 'Log' }).getByRole('listitem');
  await expect(log).toHaveText([/A booking was made.*Test.*Received/]);

  // The log is live: somebody books elsewhere.
  receiver.answer((_, response) => response.writeHead(500).end('out of paper'));
  await practice.book('11:30', 'rahul');
  await expect(log.filter({ hasText: 'Refused with 500' })).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Bookkeeping' })).toContainText('It takes nothing');
  await page.getByRole('radiogroup', { name: 'Which' }).getByText('Waiting').click();
  await expect(log.filter({ hasText: 'Received' })).toHaveCount(0);
  await log.filter({ hasText: 'A booking was made' }).click();
  const drawer = page.getByRole('dialog', { name: 'A booking was made' });
  await expect(drawer.getByRole('region', { name: 'Tries' })).toContainText('out of paper');
  await expect(drawer.getByRole('region', { name: 'Request' })).toContainText('"type": "booking.created"');

  receiver.answer(200);
  const before = receiver.got.length;
  await drawer.getByRole('button', { name: 'Send this one again' }).click();
  await expect(drawer.getByRole('status')).toHaveText('Received');
  const again = receiver.got.slice(before).find(({ body }) => body.includes('"booking.created"'));
  expect(idOf(again)).toBe(idOf(receiver.got.find(({ body }) => body === again?.body)));
});

test('E5: a switched-off webhook needs attention; one click switches it on and sends what it missed', async ({
  practice,
  openDesk,
  receiver,
}) => {
  await done(practice, 'POST', '/v2/webhooks', {
    url: `${receiver.url}/hook`,
    events: ['booking.created'],
    description: 'Website',
  });
  receiver.answer(410);
  await practice.book('11:30', 'rahul');
  await expect
    .poll(async () => (await practice.hub.call('GET', '/v2/webhooks?enabled=false')).body.data)
    .toHaveLength(1);
  receiver.answer(200);
  await practice.book('12:30', 'priya');

  const { page } = await openDesk();
  const { page: other } = await openDesk();
  await other.getByRole('link', { name: 'Needs attention, 1' }).click();
  await expect(other.getByRole('listitem', { name: 'Website is told nothing any more' })).toBeVisible();
  await page.getByRole('link', { name: 'Needs attention, 1' }).click();
  const row = page.getByRole('listitem', { name: 'Website is told nothing any more' });
  await expect(row).toContainText('It answered that it doesn’t want to be told any more (410).');
  expect(receiver.got).toHaveLength(1);
  await row.getByRole('button', { name: 'Switch on and send what it missed' }).click();
  await signIn(page, manager);

  await receiver.until(3);
  const [refused, ...sent] = receiver.got;
  expect(sent.map(({ body }) => JSON.parse(body).type)).toEqual(['booking.created', 'booking.created']);
  expect(idOf(sent[0])).toBe(idOf(refused));
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Needs attention', exact: true })).toBeVisible();
  // At the other desk, where nobody did anything, it is gone as well.
  await expect(other.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible({ timeout: 15_000 });
  await expect(other.getByRole('link', { name: 'Needs attention', exact: true })).toBeVisible();
});

test('paper sheets that cannot be written need attention, and end there by themselves', async ({
  practice,
  openDesk,
}) => {
  const folder = join(practice.hub.dataDir, 'paper');
  writeFileSync(folder, 'a file where the folder should be');
  await done(practice, 'PUT', '/v2/paper', { on: true });
  const { page } = await openDesk();
  await page.getByRole('link', { name: 'Needs attention, 1' }).click();
  const row = page.getByRole('listitem', { name: 'The paper sheets are out of date' });
  await expect(row).toContainText('The folder can’t be made or found. Is its drive connected?');
  await expect(row).toContainText(folder);
  rmSync(folder);
  await practice.hub.hub.paper.refresh();
  await expect(page.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('link', { name: 'Needs attention', exact: true })).toBeVisible();
});

test('without the hub the screen says so and shows nothing old; what is typed stays', async ({
  practice,
  openDesk,
  receiver,
}) => {
  await done(practice, 'POST', '/v2/webhooks', { url: `${receiver.url}/hook`, events: ['*'] });
  const { page, ...desk } = await openDesk();
  await page.getByRole('link', { name: 'Integrations' }).click();
  await signIn(page, manager);
  const rows = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem');
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const name = page.getByRole('form', { name: 'Add a webhook' }).getByRole('textbox', { name: 'Name' });
  await name.fill('Website');
  await desk.cutNetwork();
  await expect(page.getByRole('heading', { name: 'This needs the hub', includeHidden: true })).toBeVisible();
  await expect(rows).toHaveCount(0);
  await expect(name).toHaveValue('Website');
  await desk.mendNetwork();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(rows).toHaveCount(1);
});

test('what happened on a day is sent again; a new secret is shown once; removing asks first', async ({
  practice,
  openDesk,
  receiver,
}) => {
  await done(practice, 'POST', '/v2/webhooks', { url: `${receiver.url}/hook`, events: ['booking.created'] });
  await practice.book('11:30', 'rahul');
  await receiver.until(1);
  const { page } = await openDesk();
  await page.getByRole('link', { name: 'Integrations' }).click();
  await signIn(page, manager);
  await page.getByRole('list', { name: 'Webhooks' }).getByRole('link').click();

  await page.getByRole('button', { name: 'Send again…' }).click();
  const again = page.getByRole('form', { name: 'Send again' });
  await again.getByRole('radio', { name: 'On certain days' }).check();
  await expect(again.getByRole('button', { name: 'Send again' })).toBeDisabled();
  await again.getByLabel('First day').fill('2026-04-20');
  await again.getByLabel('Last day').fill('2026-04-20');
  await again.getByRole('checkbox', { name: 'Also what it has received already' }).check();
  await again.getByRole('button', { name: 'Send again' }).click();
  const [first, second] = await receiver.until(2);
  expect(idOf(second)).toBe(idOf(first));

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'New secret…' }).click();
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await page.getByRole('button', { name: 'I have put it in a safe place' }).click();
  await expect(page.getByText(/^whsec_/)).toHaveCount(0);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No other program is told yet' })).toBeVisible();
  expect((await practice.hub.call('GET', '/v2/webhooks')).body.data).toEqual([]);
});
