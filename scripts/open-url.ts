import { spawn } from 'node:child_process';
import { findBrowser } from './browser.ts';
import { inPath } from './run.ts';

/** Opens a page in the person's own browser; a browser that does not open is no error. */
export function openUrl(url: string): void {
  const command = opener(url);
  if (!command) return;
  const child = spawn(command.program, command.args, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}

function opener(url: string): { program: string; args: string[] } | undefined {
  if (process.platform === 'darwin') return { program: 'open', args: [url] };
  // Not `cmd /c start`, to which `&` in an address would begin another command.
  if (process.platform === 'win32')
    return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  const program = inPath('xdg-open') ?? findBrowser();
  return program === undefined ? undefined : { program, args: [url] };
}
