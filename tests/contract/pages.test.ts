import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorCodes } from '../../shared/errors.ts';
import { startHub, type TestHub } from '../kit/hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.stop());

async function page(path: string): Promise<{ status: number; text: string; policy: string }> {
  const answer = await fetch(hub.url + path);
  const policy = answer.headers.get('content-security-policy') ?? '';
  return { status: answer.status, text: await answer.text(), policy };
}

test('every error code has a page that says what happened, what to do and what the answer looks like', async () => {
  const index = await page('/errors');
  for (const code of Object.keys(errorCodes)) {
    expect(index.text).toContain(`href="/errors/${code}"`);
    const { status, text } = await page(`/errors/${code}`);
    expect(status).toBe(200);
    for (const part of ['What happened', 'What to do', 'Example', `&quot;code&quot;: &quot;${code}&quot;`])
      expect(text, code).toContain(part);
  }
});

test('an unknown code is told as text and not as part of the page', async () => {
  const { status, text, policy } = await page('/errors/%3Cscript%3Ealert(1)%3C%2Fscript%3E');
  expect([status, text.includes('alert(1)')]).toEqual([404, false]);
  expect(policy).toContain("default-src 'none'");
});

test('the explorer and the changelog are served from the hub, and the explorer may speak to it alone', async () => {
  const { text, policy } = await page('/v2/docs');
  expect(text.match(/(?:src|href)="(?:https?:)?\/\//)).toBeNull();
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/https?:|\*/);
  expect((await page('/v2/docs/explorer.js')).text.length).toBeGreaterThan(1_000_000);
  expect((await page('/v2/docs/start.js')).text).toContain('"telemetry":false');
  expect((await page('/v2/docs/changelog')).text).toContain('2.0.0');
});
