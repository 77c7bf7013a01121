import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { precacheManifest } from './renderer/sw-plugin.ts';

const root = import.meta.dirname;

/** Screens have addresses with more than one part, so the page names its files from the root, not relative to it. */
function absoluteBase(): Plugin {
  return { name: 'absolute-base', config: () => ({ base: '/' }) };
}

export default defineConfig({
  main: {
    build: {
      outDir: join(root, 'out/main'),
      rolldownOptions: {
        input: { main: join(root, 'electron/main.ts'), hub: join(root, 'electron/hub-entry.ts') },
      },
    },
  },
  preload: {
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
    plugins: [react(), precacheManifest(), absoluteBase()],
    build: {
      outDir: join(root, 'out/renderer'),
      minify: true,
      // The same files are served to browsers that are older than Electron's.
      target: 'es2022',
      // Read from the disk or the LAN once and then cached: one file is quicker than many.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});
