import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Vite plugin of the desk's build: emits `sw.ts` as `/sw.js` and tells it which files there are, with a version that
 * changes whenever one of them does. The service worker is not served in development.
 */
export function precacheManifest(): Plugin {
  let root = '';
  return {
    name: 'dunebook-precache-manifest',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: join(root, 'sw.ts'), fileName: 'sw.js' });
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') return this.error('sw.js is missing from the build');
        const hash = createHash('sha256');
        const files = Object.keys(bundle)
          .filter((file) => file !== 'sw.js' && !file.endsWith('.map'))
          .sort();
        for (const file of files) {
          const output = bundle[file];
          hash.update(file).update(output?.type === 'chunk' ? output.code : (output?.source ?? ''));
        }
        const manifest = { version: hash.digest('hex').slice(0, 16), files };
        worker.code = worker.code.replaceAll('__PRECACHE__', JSON.stringify(manifest));
      },
    },
  };
}
