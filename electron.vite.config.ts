import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { defaultClientConditions, type Plugin } from 'vite';
import { gzippedFiles } from './renderer/gzip-plugin.ts';
import { precacheManifest } from './renderer/sw-plugin.ts';
import { licences } from './scripts/packages/licences.ts';
import { words } from './scripts/words-plugin.ts';

const root = import.meta.dirname;

/** What the desk says of itself at the hub. */
const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const licence = licences(root);

/** Screens have addresses with more than one part, so the page names its files from the root, not relative to it. */
function absoluteBase(): Plugin {
  return { name: 'absolute-base', config: () => ({ base: '/' }) };
}

/** The API's explorer, which the hub serves at /v2/docs, beside the hub. */
function apiExplorer(): Plugin {
  return {
    name: 'api-explorer',
    closeBundle() {
      const entry = createRequire(import.meta.url).resolve('@scalar/api-reference');
      mkdirSync(join(root, 'out/docs'), { recursive: true });
      copyFileSync(join(dirname(entry), 'browser/standalone.js'), join(root, 'out/docs/explorer.js'));
    },
  };
}

/** The pictures of the tray, which Electron reads from files: small, and twice as dense; Linux has larger trays. */
function trayPictures(): Plugin {
  const pictures = { 'tray.png': '16x16', 'tray@2x.png': '32x32', 'tray-large.png': '32x32' };
  return {
    name: 'tray-pictures',
    closeBundle() {
      for (const [name, size] of Object.entries(pictures))
        copyFileSync(join(root, `electron/resources/icons/${size}.png`), join(root, 'out/main', name));
    },
  };
}

export default defineConfig({
  main: {
    plugins: [apiExplorer(), trayPictures(), licence.seen()],
    build: {
      outDir: join(root, 'out/main'),
      rolldownOptions: {
        input: {
          main: join(root, 'electron/main.ts'),
          hub: join(root, 'electron/hub-entry.ts'),
          backups: join(root, 'server/backup/thread.ts'),
          webhooks: join(root, 'server/webhooks/thread.ts'),
          exports: join(root, 'server/exports/thread.ts'),
        },
      },
    },
  },
  preload: {
    plugins: [licence.seen()],
    build: {
      outDir: join(root, 'out/preload'),
      // A sandboxed preload script can only be one CommonJS file that requires nothing but Electron.
      externalizeDeps: false,
      minify: true,
      rolldownOptions: {
        input: { preload: join(root, 'electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    define: { 'import.meta.env.VITE_PROGRAM': JSON.stringify(version) },
    plugins: [words(), react(), precacheManifest(), gzippedFiles(), absoluteBase(), licence.last()],
    resolve: {
      alias: [
        { find: /^temporal-polyfill$/, replacement: join(root, 'renderer/temporal.ts') },
        { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' },
      ],
      // Like Dexie, RxJS has files for browsers that know classes.
      conditions: ['es2015', ...defaultClientConditions],
    },
    build: {
      outDir: join(root, 'out/renderer'),
      minify: true,
      // The same files are served to browsers that are older than Electron's.
      target: 'es2022',
      // tests/contract/first-load.ts holds the size of what is loaded first.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: join(root, 'renderer/index.html'),
        // One file for what the first screen needs, instead of a piece for each set of screens that shares something.
        output: {
          codeSplitting: {
            groups: [{ name: 'first', tags: ['$initial'], test: (id) => !id.endsWith('/sw.ts') }],
          },
        },
      },
    },
  },
});
