import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as double from '../kit/electron-double/electron.ts';

const folder = join(import.meta.dirname, '../../electron');

/** What a file of the program takes from Electron, types aside. */
function taken(file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  const [, names = ''] = /^import \{([^}]*)\} from 'electron';$/m.exec(text) ?? [];
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
}

test('the double has what main takes from Electron, and no more', () => {
  const files = readdirSync(folder).filter((file) => /(?<!\.test)\.ts$/.test(file) && file !== 'preload.ts');
  expect(Object.keys(double).sort()).toEqual([...new Set(files.flatMap(taken))].sort());
});

test('the bridge has what the preload script takes, and no more', () => {
  expect(taken('preload.ts')).toEqual(['contextBridge', 'ipcRenderer']);
});
