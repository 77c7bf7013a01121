import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run.ts';
import { icns, ico } from './icon-files.ts';
import { problemsOf } from './packed.ts';
import pageOnly from './page-only.ts';
import { importedPackages, installed, runTimePackages } from './run-time.ts';

/** The builder's own reading and checking of its configuration, which it does not offer under a name of its own. */
interface BuilderConfig {
  getConfig(folder: string, file: null, options: object): Promise<Record<string, unknown>>;
  validateConfiguration(config: object, log: { readonly isEnabled: boolean }): Promise<void>;
}

const require = createRequire(import.meta.url);
const builder: BuilderConfig = require(join(root, 'node_modules/app-builder-lib/out/util/config/config.js'));

test('the builder’s own schema finds nothing wrong with the configuration', async () => {
  const config = await builder.getConfig(root, null, {});
  await builder.validateConfiguration(config, { isEnabled: false });
  expect(config).toMatchObject({
    protocols: [{ schemes: ['dunebook'] }],
    fileAssociations: [{ ext: 'dunebook-backup' }],
    linux: { target: ['AppImage', 'deb'] },
    mac: {
      target: [
        { target: 'dmg', arch: 'universal' },
        { target: 'zip', arch: 'universal' },
      ],
    },
    win: { target: ['nsis'] },
  });
  const wrong = { ...config, nsis: { oneClik: true } };
  await expect(builder.validateConfiguration(wrong, { isEnabled: false })).rejects.toThrow(
    /configuration\.nsis/,
  );
});

test('packages of the page are left out, those that the hub asks for are not', () => {
  const left = pageOnly().files;
  for (const name of ['@mantine/core', 'rxdb', 'react', '@tabler/icons']) {
    expect(left).toContain(`!**/node_modules/${name}{,/**/*}`);
  }
  const needed = installed(root).closure(runTimePackages(root));
  expect(needed.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['express', 'zod', 'better-sqlite3', 'qs']),
  );
  for (const { name } of needed) expect(left).not.toContain(`!**/node_modules/${name}{,/**/*}`);
});

test.each([
  ["import a from 'a';", ['a']],
  ["import { a,\n b } from '@b/c/d';", ['@b/c']],
  ["import 'a/b';", ['a']],
  ["export * from 'a';", ['a']],
  ["await import('a')", ['a']],
  ["const a = require('a')", ['a']],
  ["import type { A } from 'a';", []],
  ["import { join } from 'node:path'; import fs from 'fs';", []],
  ["import a from './a.ts'; import { app } from 'electron';", []],
])('%j imports %j', (text, names) => {
  expect(importedPackages(text)).toEqual(names);
});

const program: Record<string, string> = {
  'package.json': '{}',
  'out/licences.txt': '',
  'out/main/tray.png': '',
  'out/main/tray-large.png': '',
  'out/main/main.js': "import { app } from 'electron';",
  'out/main/hub.js': "import Database from 'better-sqlite3'; const argon = import('@node-rs/argon2');",
  'out/preload/preload.cjs': "require('electron')",
  'out/renderer/index.html': '',
  'out/renderer/sw.js': '',
  'out/docs/explorer.js': '',
  ...manifest('better-sqlite3', '1.0.0'),
  ...manifest('@node-rs/argon2', '2.0.0', { helper: '^1.0.0' }),
  ...manifest('helper', '1.0.0'),
  ...manifest('@node-rs/argon2-linux-x64-gnu', '2.0.0'),
  'node_modules/better-sqlite3/prebuilds/linux-x64.node': '',
  'node_modules/@node-rs/argon2-linux-x64-gnu/argon2.node': '',
};

function manifest(name: string, version: string, dependencies: Record<string, string> = {}) {
  return { [`node_modules/${name}/package.json`]: JSON.stringify({ name, version, dependencies }) };
}

const packages = {
  closure: (names: readonly string[], kind?: string) => {
    const all = [
      ['better-sqlite3', '1.0.0'],
      ['@node-rs/argon2', '2.0.0'],
      ['helper', '1.0.0'],
      ...(kind === 'needed' ? [] : [['@node-rs/argon2-linux-x64-gnu', '2.0.0']]),
    ];
    expect(names).toEqual(['better-sqlite3', '@node-rs/argon2']);
    return all.map(([name = '', version = '']) => ({ name, version, place: `node_modules/${name}` }));
  },
};

function problems(files: Record<string, string | undefined>, packedInside = ''): string[] {
  const all = Object.entries({ ...program, ...files }).filter(([, text]) => text !== undefined);
  const packed = {
    files: all.map(([path]) => path),
    isUnpacked: (path: string) => path !== packedInside,
    read: (path: string) => Buffer.from(all.find(([name]) => name === path)?.[1] ?? ''),
  };
  return problemsOf(packed, packages, { platform: 'linux', archs: ['x64'] });
}

test('a whole package has no problem, and each that may be is told', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ 'out/main/main.js': undefined })).toEqual(['out/main/main.js is missing.']);
  expect(problems({ 'node_modules/helper/package.json': undefined })).toEqual([
    'helper 1.0.0 is missing, which the program asks for.',
    'node_modules/@node-rs/argon2 does not find helper.',
  ]);
  expect(problems(manifest('helper', '0.9.0'))).toEqual([
    'helper 1.0.0 is missing, which the program asks for.',
    'helper 0.9.0 is not asked for when the program runs.',
  ]);
  expect(problems(manifest('vitest', '5.0.0'))).toEqual([
    'vitest 5.0.0 is not asked for when the program runs.',
  ]);
  expect(problems({ 'server/main.ts': '' })).toEqual(['server/main.ts does not belong there.']);
  const native = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
  expect(problems({ [native]: undefined })).toEqual([
    'The module of better-sqlite3 for linux-x64 is missing.',
  ]);
  expect(problems({ 'node_modules/better-sqlite3/prebuilds/win32-x64.node': '' })).toEqual([
    'node_modules/better-sqlite3/prebuilds/win32-x64.node is for another computer.',
  ]);
  expect(problems({}, native)).toEqual([`${native} cannot be loaded from an archive.`]);
});

test('icons: what is in the files has the sizes that it says', () => {
  const resources = join(root, 'electron/resources');
  const png = (size: number) => readFileSync(join(resources, `icons/${size}x${size}.png`));
  for (const size of [16, 32, 48, 64, 128, 256, 512]) expect(png(size).readUInt32BE(16)).toBe(size);

  const windows = readFileSync(join(resources, 'icon.ico'));
  for (let i = 0; i < windows.readUInt16LE(4); i++) {
    const size = windows.readUInt8(6 + 16 * i) || 256;
    expect(windows.readUInt32BE(windows.readUInt32LE(6 + 16 * i + 12) + 16)).toBe(size);
  }
  expect(windows).toEqual(
    ico(new Map([16, 24, 32, 48, 64, 128, 256].map((size, i) => [size, imageAt(windows, i)]))),
  );

  const mac = readFileSync(join(resources, 'icon.icns'));
  expect(mac.readUInt32BE(4)).toBe(mac.length);
  expect(
    icns(new Map([[16, png(16)]]))
      .subarray(0, 4)
      .toString(),
  ).toBe('icns');
});

function imageAt(file: Buffer, i: number): Buffer {
  const at = 6 + 16 * i;
  const offset = file.readUInt32LE(at + 12);
  return file.subarray(offset, offset + file.readUInt32LE(at + 8));
}
