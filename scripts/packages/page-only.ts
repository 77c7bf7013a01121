import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, runTimePackages } from './run-time.ts';

const root = join(import.meta.dirname, '../..');

/**
 * Continues `electron-builder.yml`: leaves out the packages that are only in the page, whose build holds all of them.
 * They are dependencies like those of the hub, and the builder would add every one of their thousands of files.
 */
export default function pageOnly(): { files: string[] } {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { closure } = installed(root);
  const needed = new Set(closure(runTimePackages(root)).map(({ name }) => name));
  const left = new Set(closure(Object.keys(dependencies)).map(({ name }) => name)).difference(needed);
  return { files: [...left].sort().map((name) => `!**/node_modules/${name}{,/**/*}`) };
}
