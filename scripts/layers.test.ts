import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLayers, type Layers } from './layers.ts';
import { root } from './run.ts';

const innocent = 'export const one = 1;\n';
const tree: Readonly<Record<string, string>> = {
  'electron/main.ts': `import { startHub } from '../server/main.ts';\nexport const run = startHub;\n`,
  'electron/deep.ts': `import { one } from '../server/api/one.ts';\nexport const two = one;\n`,
  'renderer/data/store.ts': `import { createRxDatabase } from 'rxdb';\nexport const open = createRxDatabase;\n`,
  'renderer/screen.tsx': `import type { RxDatabase } from 'rxdb';\nexport const s = (_: RxDatabase) => <b>x</b>;\n`,
  'renderer/hub.ts': `export { startHub } from '../server/main.ts';\n`,
  'scripts/any.ts': innocent,
  'server/main.ts': `export function startHub() {}\n`,
  'server/api/one.ts': innocent,
  'server/api/sql.ts': `import Database from 'better-sqlite3';\nexport const open = Database;\n`,
  'server/store/sql.ts': `import Database from 'better-sqlite3';\nexport const open = Database;\n`,
  'server/desk.ts': `export const later = () => import('../renderer/hub.ts');\n`,
  'server/desk.test.ts': `import { later } from './desk.ts';\nimport { two } from '../electron/deep.ts';\nlater(two);\n`,
  'shared/a.ts': `import { b } from './b.ts';\nexport const a = () => b;\n`,
  'shared/b.ts': `import { a } from './a.ts';\nexport const b = () => a;\n`,
  'shared/node.ts': `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n`,
  'shared/type.ts': `import type { two } from '../electron/deep.ts';\nexport type Two = typeof two;\n`,
  'shared/gone.ts': `import { x } from './nowhere.ts';\nexport const y = x;\n`,
  'tests/any.ts': innocent,
};

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dunebook-layers-')));
let layers: Layers;

beforeAll(async () => {
  for (const [name, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  layers = await checkLayers(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('every file of every folder is read', () => {
  expect([...layers.files].sort()).toEqual(Object.keys(tree).sort());
});

test('each rule catches its violation, be it a type, a re-export or a dynamic import, and nothing else', () => {
  const found = layers.violations.map(({ rule, from }) => `${rule}: ${from}`).sort();
  expect(found).toEqual([
    'electron-imports-shared-and-the-hub-entry: electron/deep.ts',
    'every-import-resolves: shared/gone.ts',
    'no-circles: shared/a.ts',
    'only-renderer-data-knows-rxdb: renderer/screen.tsx',
    'only-the-store-knows-sql: server/api/sql.ts',
    'renderer-imports-shared-only: renderer/hub.ts',
    'server-imports-shared-only: server/desk.ts',
    'shared-has-no-node: shared/node.ts',
    'shared-imports-nothing: shared/type.ts',
  ]);
});

test('a violation says why', () => {
  for (const { rule, why } of layers.violations) expect(why.length, rule).toBeGreaterThan(30);
});
