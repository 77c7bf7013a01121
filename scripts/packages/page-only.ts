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
  const needed = closure(runTimePackages(root));
  const names = new Set(needed.map(({ name }) => name));
  const places = new Set(needed.map(({ place }) => place));
  const left = closure(Object.keys(dependencies)).filter(({ place }) => !places.has(place));
  // Of a package that both ask for in different versions, only the page's own goes.
  const patterns = left.map(({ name, place }) => (names.has(name) ? place : `**/node_modules/${name}`));
  return { files: [...new Set(patterns)].sort().map((pattern) => `!${pattern}{,/**/*}`) };
}
