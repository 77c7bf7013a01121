import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { root } from './run.ts';

/** Where Playwright writes what it did (playwright.config.ts). */
export const browserReport = 'test-results/e2e.json';

/** What the projects of playwright.config.ts run in, in words for people. */
const places = { browser: 'a browser', double: 'the double of Electron', electron: 'real Electron' } as const;

const suite = z.object({
  specs: z.array(z.object({ tests: z.array(z.object({ projectName: z.string() })) })),
  get suites() {
    return z.array(suite).optional();
  },
});

/** Says in a line in which of browser, double and Electron the last run's tests ran, and in which they did not. */
export function ranWhere(): string {
  const file = join(root, browserReport);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { suites: [] };
  return whereOf(report);
}

/** The line for one report of Playwright's. */
export function whereOf(report: unknown): string {
  const { suites } = z.object({ suites: z.array(suite) }).parse(report);
  const projects = suites.flatMap(projectsOf);
  const counts = Object.entries(places).map(([name, place]) => ({
    place,
    count: projects.filter((project) => project === name).length,
  }));
  const ran = counts.filter(({ count }) => count > 0).map(({ place, count }) => `${place} (${count} tests)`);
  const not = counts.filter(({ count }) => count === 0).map(({ place }) => place);
  return `Ran in ${ran.join(' and ') || 'nothing'}${not.length > 0 ? `; not in ${not.join(', ')}` : ''}.`;
}

/** The projects of the long run, and where each of them runs, too. */
const longs: Readonly<Record<string, string>> = {
  pictures: 'browser',
  long: 'browser',
  'double-long': 'double',
};

function projectsOf({ specs, suites = [] }: z.output<typeof suite>): string[] {
  const own = specs.flatMap(({ tests }) => tests.map(({ projectName }) => longs[projectName] ?? projectName));
  return [...own, ...suites.flatMap(projectsOf)];
}
