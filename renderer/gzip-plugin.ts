import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Kinds of files that become smaller; below so many bytes it is not worth a look-up. */
const shrinks = /\.(js|css|svg|json)$/;
const worthwhile = 1_000;

/**
 * Vite plugin of the desk's build: writes `x.js.gz` beside `x.js` and the like, which the hub hands to whoever takes it
 * (server/desk-files.ts). Gzip and not Brotli, because browsers take the latter from secure addresses only, and a desk
 * in the practice's own network often has none.
 */
export function gzippedFiles(): Plugin {
  return {
    name: 'dunebook-gzipped-files',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      if (dir === undefined) return this.error('there is no folder to write to');
      for (const [name, file] of Object.entries(bundle)) {
        const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        if (!shrinks.test(name) || content.length < worthwhile) continue;
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}
