import { spawn } from 'node:child_process';
import { findBrowser } from './browser.ts';
import { inPath } from './run.ts';

/** Opens a page in the person's own browser; a browser that does not open is no error. */
export function openUrl(url: string): void {
  const [program, ...args] = opener(url);
  if (program === undefined) return;
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}

function opener(url: string): (string | undefined)[] {
  if (process.platform === 'darwin') return ['open', url];
  // Not `cmd /c start`, to which `&` in an address would begin another command.
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return [inPath('xdg-open') ?? findBrowser(), url];
}
