import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { answer, type Desk } from './app-protocol.ts';

vi.mock('electron', () => ({ protocol: {} }));

const folder = mkdtempSync(join(tmpdir(), 'dunebook-desk-'));
const deskDir = join(folder, 'renderer');
const asked: string[] = [];
const desk: Desk = {
  deskDir,
  send: async (_request, path) => {
    asked.push(path);
    return Response.json({ ok: true });
  },
};
const get = (url: string, from = desk) => answer(new Request(url), from);

beforeAll(() => {
  mkdirSync(join(deskDir, 'assets'), { recursive: true });
  writeFileSync(join(deskDir, 'index.html'), '<title>desk</title>');
  writeFileSync(join(deskDir, 'assets', 'a.js'), 'a()');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('app://desk', () => {
  test('pages and scripts come with their type and a policy without inline or foreign scripts', async () => {
    const page = await get('app://desk/customers');
    expect(await page.text()).toBe('<title>desk</title>');
    expect(page.headers.get('content-type')).toContain('text/html');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
    const script = await get('app://desk/assets/a.js');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('what is not there is 404, what is outside the folder is never read', async () => {
    expect((await get('app://desk/assets/none.js')).status).toBe(404);
    for (const path of [
      '..%2fsecret.txt',
      '%2e%2e%2fsecret.txt',
      'assets/..%2f..%2fsecret.txt',
      '../secret.txt',
    ]) {
      const response = await get(`app://desk/${path}`);
      expect(response.ok, path).toBe(false);
      expect(await response.text()).toBe('');
    }
  });

  test('/v2 is asked at the hub', async () => {
    expect(await (await get('app://desk/v2/bookings?limit=2')).json()).toEqual({ ok: true });
    expect(asked).toEqual(['/v2/bookings?limit=2']);
  });

  test('a path cannot name another hub', async () => {
    asked.length = 0;
    await get('app://desk//example.com/v2/x');
    await get('app://desk/v2//example.com/x');
    expect(asked).toEqual(['/v2//example.com/x']);
  });
});
