import { ranWhere } from './browser-report.ts';
import { buildIfNeeded } from './build-if-needed.ts';
import { installedBinary, whyNoWindow } from './electron-window.ts';
import { runNode } from './run.ts';

// The specs of the desktop program in Electron itself. Where it cannot run, its double stands for it in `npm test`.
const why = installedBinary() === undefined ? 'Electron’s binary is not installed' : whyNoWindow();
if (why === undefined) {
  await buildIfNeeded();
  const args = ['test', '--project=electron', ...process.argv.slice(2)];
  process.exitCode = (await runNode('node_modules/@playwright/test/cli.js', args)).code;
  process.stdout.write(`${ranWhere()}\n`);
} else {
  process.stdout.write(`Nothing ran in real Electron: ${why}. Its double runs in npm test.\n`);
}
