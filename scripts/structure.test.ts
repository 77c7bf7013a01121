import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { duplicatedRuns } from './duplicates.ts';
import { root } from './run.ts';
import { measure, type Structure, table } from './structure.ts';

const copied = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `export const ${name} = 1;\n`).join('');
const tree: Readonly<Record<string, string>> = {
  'electron/main.ts': 'export const one = 1;\n',
  'renderer/board/Board.tsx': `import { start } from '../../server/main.ts';\nexport const b = start;\n`,
  'renderer/board/deep/Card.tsx': copied,
  'scripts/any.ts': 'export const one = 1;\n',
  'server/main.ts': 'export const start = 1;\n',
  'server/store/a.ts': `import { b } from './b.ts';\nexport const a = () => b;\n`,
  'server/store/b.ts': `import { a } from './a.ts';\nexport const b = () => a;\n\n// The end.\n`,
  'server/store/c.ts': `\n${copied.replaceAll('\n', '\n\n  ')}`,
};

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dunebook-structure-')));
let structure: Structure;

beforeAll(async () => {
  for (const [name, text] of Object.entries({ ...tree, 'shared/one.ts': 'export const one = 1;\n' })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  mkdirSync(join(folder, 'tests'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  structure = await measure(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('each folder is told of with its files, their lengths and what begins in it', () => {
  const usual = { files: 1, median: 1, largest: 1, upward: 0, circles: 0, duplicated: 0 };
  expect(structure.shapes).toEqual([
    { ...usual, folder: 'electron' },
    { ...usual, folder: 'renderer/board', files: 2, median: 7, largest: 7, upward: 1 },
    { ...usual, folder: 'scripts' },
    { ...usual, folder: 'server' },
    { ...usual, folder: 'server/store', files: 3, median: 4, largest: 16, circles: 1, duplicated: 1 },
    { ...usual, folder: 'shared' },
  ]);
  expect(structure.violations.map(({ rule }) => rule).sort()).toEqual([
    'no-circles',
    'renderer-imports-shared-only',
  ]);
});

test('a folder of which nothing was read is named', () => {
  expect(structure.unseen).toEqual(['tests']);
});

test('a copied run is found whatever its indentation and blank lines, at its full length', () => {
  expect(structure.runs).toEqual([
    {
      lines: 7,
      places: [
        { file: 'renderer/board/deep/Card.tsx', line: 1 },
        { file: 'server/store/c.ts', line: 2 },
      ],
    },
  ]);
});

test('five lines are no run, imports do not count, a run is found in its own file and each further copy once', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `call(${i});`).join('\n');
  const imports = `import {\n  ${'a,\n  '.repeat(8)}} from './a.ts';\n`;
  const found = (texts: Record<string, string>) =>
    duplicatedRuns(new Map(Object.entries(texts))).map((run) => [run.lines, run.places[1].file]);
  expect(found({ a: lines(5), b: lines(5) })).toEqual([]);
  expect(found({ a: imports, b: imports })).toEqual([]);
  expect(found({ a: `${lines(6)}\nother();\n${lines(6)}` })).toEqual([[6, 'a']]);
  expect(found({ a: lines(9), b: lines(6), c: lines(8) })).toEqual([
    [8, 'c'],
    [6, 'b'],
  ]);
  expect(found({ a: 'same();\n'.repeat(7) })).toEqual([]);
});

test('the table ends with all of them together', () => {
  const lines = table(structure.shapes).split('\n');
  expect(lines[0]?.split(/\s+/)).toEqual([
    'folder',
    'files',
    'median',
    'largest',
    'upward',
    'circles',
    'duplicated',
  ]);
  expect(lines.at(-1)?.split(/\s+/)).toEqual(['all', '9', '16', '1', '1', '1']);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
