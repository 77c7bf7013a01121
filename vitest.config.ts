import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

const unit = '{electron,renderer,scripts,server,shared}/**/*.test.{ts,tsx}';
const whole = 'tests/**/*.test.{ts,tsx}';

/**
 * Tests that put something in the place of a module, of time or of what all share, or add to it, have a process of their
 * own each. All others share two, which load the sources once.
 */
const apart = globSync([unit, whole], { cwd: import.meta.dirname }).filter((file) =>
  /vi\.(?:mock|useFakeTimers|setSystemTime|stub\w+)\(|spyOn\((?:globalThis|\w+\.prototype)|addRxPlugin\(/.test(
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  ),
);

export default defineConfig({
  plugins: [words(), react()],
  test: {
    maxWorkers: 2,
    // What is waited for may take long on a busy machine.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [unit],
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
          include: [whole],
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
