import { expect, test } from '@playwright/test';
import { startHub, type TestHub } from '../kit/hub.ts';

let hub: TestHub;
test.beforeAll(async () => {
  hub = await startHub();
});
test.afterAll(() => hub.stop());

test('the explorer shows every endpoint and asks nobody but the hub for anything', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  const refused: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  await page.goto(`${hub.url}/v2/docs`);
  await expect(page.getByRole('heading', { name: 'Dunebook API' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Open Group - bookings' }).click();
  await expect(page.getByRole('link', { name: /^Book an appointment/ }).first()).toBeVisible();
  await page.mouse.wheel(0, 4000);
  await page.waitForLoadState('networkidle');
  const outside = asked.filter((url) => /^(?:https?|wss?):/.test(url) && !url.startsWith(hub.url));
  expect(asked.length).toBeGreaterThan(3);
  expect(outside).toEqual([]);
  expect(refused).toEqual([]);
  await context.close();
});
