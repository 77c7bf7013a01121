import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { words } from './scripts/words-plugin.ts';

const never = ['**/node_modules/**', 'out/**', 'dist/**', 'tests/e2e/**'];
/** Long ones that ask nothing of real time, and so may run beside one another; the others have the machine to themselves. */
const beside = [
  'tests/fuzz/*.long.ts',
  'tests/time/*.long.ts',
  'tests/contract/{openapi-lint,code-samples}.long.ts',
];

/**
 * Each of these has a process of its own, for it puts something in the place of a module or of time, or adds to one. All
 * others share two, which load the sources once.
 */
const apart = [
  'electron/**/*.test.ts',
  'renderer/data/schema.test.ts',
  'server/sync/together.test.ts',
  'tests/contract/{event-catalogue,security-api,security-doors}.test.ts',
  'tests/flows/events/stream.test.ts',
  'tests/flows/hub/{new-certificate,sharing}.test.ts',
];

export default defineConfig({
  plugins: [words(), react()],
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{renderer,scripts,server,shared}/**/*.test.{ts,tsx}'],
          exclude: [...never, ...apart],
          isolate: false,
          setupFiles: ['renderer/testing/english.ts'],
          testTimeout: 15_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...never, ...apart],
          isolate: false,
          // Some ask a hub thousands of things, and the machine may have other work.
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: apart,
          setupFiles: ['renderer/testing/english.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['tests/**/*.long.ts'],
          exclude: [...never, ...beside],
          fileParallelism: false,
          testTimeout: 25 * 60_000,
          hookTimeout: 10 * 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long-beside',
          include: beside,
          exclude: never,
          sequence: { groupOrder: 1 },
          testTimeout: 25 * 60_000,
          hookTimeout: 10 * 60_000,
        },
      },
    ],
  },
});
