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

export default defineConfig({
  plugins: [words(), react()],
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{electron,renderer,scripts,server,shared}/**/*.test.{ts,tsx}'],
          exclude: never,
          setupFiles: ['renderer/testing/english.ts'],
          testTimeout: 15_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: never,
          // Some ask a hub thousands of things, and the machine may have other work.
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
