import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDeskHub } from './desk-hub.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'dunebook-desk-hub-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const start = (demo: boolean) => startDeskHub({ data, port: 0, deskDir: join(data, 'none'), demo });

test('an empty folder waits for its practice: what the desk is given is the secret to set one up', async () => {
  const hub = await start(false);
  try {
    expect(hub.how).toBe('empty');
    expect(await hub.invite()).toMatch(/^set_/);
  } finally {
    await hub.stop();
  }
});

test('with --demo it is filled, and what the desk is given is an invitation, then and later', async () => {
  const first = await start(true);
  expect(first.how).toBe('filled');
  expect(await first.invite()).toMatch(/^inv_/);
  await first.stop();
  const second = await start(false);
  expect(second.how).toBe('started');
  expect(await second.invite()).toMatch(/^inv_/);
  await second.stop();
}, 60_000);
