import { ensureBrowser } from './browser.ts';
import { ranWhere } from './browser-report.ts';
import { runNode } from './run.ts';

/** What runs where nothing else was asked for: both need only a browser. */
const usual = ['--project=browser', '--project=double'];

// Finds or installs the browser first, then hands everything after `npm run test:e2e --` to Playwright.
try {
  const env = { ...process.env, CHROME_PATH: await ensureBrowser() };
  const asked = process.argv.slice(2);
  const projects = asked.some((arg) => arg.startsWith('--project')) ? [] : usual;
  const args = ['test', ...projects, ...asked];
  process.exitCode = (await runNode('node_modules/@playwright/test/cli.js', args, { env })).code;
  process.stdout.write(`${ranWhere()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
