import { ensureBrowser } from './browser.ts';
import { runNode } from './run.ts';

// Finds or installs the browser first, then hands everything after `npm run test:e2e --` to Playwright.
try {
  const env = { ...process.env, CHROME_PATH: await ensureBrowser() };
  const args = ['test', ...process.argv.slice(2)];
  process.exitCode = (await runNode('node_modules/@playwright/test/cli.js', args, { env })).code;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
