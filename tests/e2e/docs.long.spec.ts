import { expect, test } from '@playwright/test';
import { startHub, type TestHub } from '../kit/hub.ts';

let hub: TestHub;
test.beforeAll(async () => {
  hub = await startHub();
});
test.afterAll(() => hub.stop());

test('a key is entered once, and what is tried with it is of the sandbox', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${hub.url}/v2/docs#tag/core/GET/v2/me`);
  const token = page.getByRole('textbox', { name: 'Bearer Token' }).first();
  await token.click({ timeout: 30_000 });
  await page.keyboard.insertText(hub.keys.test);
  await token.blur();
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await expect.poll(kept, { timeout: 15_000 }).toContain(hub.keys.test);
  await page.reload();
  await page.getByRole('button', { name: 'Open Group - Core' }).click({ timeout: 30_000 });
  await page.getByRole('link', { name: /^Who this key/ }).click({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Test Request.*\/v2\/me\)/ }).click({ timeout: 30_000 });
  const answered = page.waitForResponse(`${hub.url}/v2/me`);
  await page.getByRole('button', { name: /^Send/ }).first().click();
  const answer = await answered;
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ kind: 'secret', mode: 'test' });
  await context.close();
});
