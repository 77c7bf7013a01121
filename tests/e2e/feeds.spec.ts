import ICAL from 'ical.js';
import { readQr } from '../kit/qr.ts';
import { expect, test } from './fixtures.ts';

const ola = { name: 'Ola', email: 'ola@example.com', role: 'owner', pin: '246813' };

test('the owner makes a feed of a person: its QR code holds the address that a calendar program reads', async ({
  practice,
  openDesk,
}) => {
  await practice.hub.call('POST', '/v2/staff', ola);
  await practice.book('11:00', 'priya');
  await practice.book('12:00', 'rahul', 'asha');
  const desk = await openDesk();
  const { page } = desk;
  await page.getByRole('link', { name: 'Integrations' }).first().click();
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill(ola.email);
  await form.getByLabel('PIN or password').fill(ola.pin);
  await page.keyboard.press('Enter');

  await page.getByRole('link', { name: 'Calendar feeds' }).click();
  await page.getByRole('button', { name: 'Make a feed' }).click();
  await page.getByRole('combobox', { name: 'Whose bookings' }).click();
  await page.getByRole('option', { name: 'Dr Niket' }).click();
  await page.getByRole('combobox', { name: 'Remind' }).click();
  await page.getByRole('option', { name: '10 minutes before' }).click();
  await page.getByRole('button', { name: 'Make the feed' }).click();

  const code = page.getByRole('img', { name: 'The address as a QR code' });
  await expect(code.locator('path')).toHaveCount(1);
  const address = (await page.getByLabel('Address of the feed').textContent()) ?? '';
  expect(await readQr(code)).toBe(address);
  const read = new ICAL.Component(ICAL.parse(await (await fetch(address)).text()));
  const events = read.getAllSubcomponents('vevent');
  expect(events).toHaveLength(1);
  expect(String(events[0]?.getFirstPropertyValue('summary'))).toMatch(/^P\.S\. · Consultation/);
  expect(events[0]?.getAllSubcomponents('valarm')).toHaveLength(1);

  await page.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('list', { name: 'Calendar feeds' }).getByRole('listitem').first();
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('form', { name: /^Remove/ })).toBeVisible();
});
