import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { fromHub } from '../../electron/hub-messages.ts';
import { utilityProcess } from '../kit/electron-double/utility-process.ts';
import { ownFolder, packFor, unpack } from './pack.ts';

let folder: string;
test.beforeEach(() => {
  folder = ownFolder();
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));
test.setTimeout(4 * 60_000);

test('what is packed for Linux is all that the hub needs: it starts from it alone and serves API, desk and explorer', async () => {
  const { problems, archive } = await packFor('linux', folder);
  expect(problems).toEqual([]);
  unpack(archive, join(folder, 'program'));
  const hub = utilityProcess.fork(join(folder, 'program/out/main/hub.js'), [
    '--data',
    join(folder, 'data'),
    '--port',
    '0',
    '--demo',
  ]);
  const ended = new Promise((resolve) => hub.on('exit', resolve));
  const said = await new Promise<unknown>((resolve) => hub.on('message', resolve));
  const ready = fromHub.parse(said);
  if (ready.type !== 'ready') throw new Error(`The hub said ${JSON.stringify(ready)}`);
  const statusOf = async (path: string) => (await fetch(`${ready.url}${path}`)).status;
  expect(
    await Promise.all(['/v2/health', '/v2/openapi.json', '/', '/sw.js', '/v2/docs'].map(statusOf)),
  ).toEqual([200, 200, 200, 200, 200]);
  hub.postMessage({ type: 'stop' });
  expect(await ended).toBe(0);
});

/** The one package that comes for the installing computer alone: packing for another means installing that one first. */
const elsewhere = {
  win: ['The module of @node-rs/argon2-win32-x64-msvc is missing.'],
  mac: [
    'The module of @node-rs/argon2-darwin-x64 is missing.',
    'The module of @node-rs/argon2-darwin-arm64 is missing.',
  ],
};

test('for Windows and macOS all is packed but what has to be installed for them, and nothing of Linux', async () => {
  for (const platform of ['win', 'mac'] as const) {
    const { problems, archive } = await packFor(platform, join(folder, platform));
    expect(problems).toEqual(elsewhere[platform]);
    const computers = { win: ['win32-x64'], mac: ['darwin-arm64', 'darwin-x64'] }[platform];
    expect(archive.files.filter((file) => file.endsWith('.node'))).toEqual(
      computers.map((computer) => `node_modules/better-sqlite3/prebuilds/${computer}.node`),
    );
  }
});
