import { join } from 'node:path';
import { type DeskHub, startDeskHub } from '../electron/desk-hub.ts';
import { type Options, readOptions } from '../electron/options.ts';
import { buildIfNeeded } from './build-if-needed.ts';
import { desktopWindow, hasDisplay } from './electron-window.ts';
import { openUrl } from './open-url.ts';
import { root } from './run.ts';

const usage = `Usage: npm start -- [options]
  --data DIR   folder of the practice's data (default: DUNEBOOK_DATA or ~/.dunebook)
  --port N     port of the hub (default 4650; 0 picks a free one)
  --demo       fill an empty folder with the demo practice; without it the desk asks what to do
`;

/** `npm start`: the desktop window where there can be one, else the same desk in a browser. */
async function start(options: Options): Promise<void> {
  await buildIfNeeded();
  const why = await desktopWindow(options);
  if (why !== undefined) await serveBrowserDesk(options, why);
}

/** Runs the hub in this process, until a signal ends it, and shows the desk's one-time link. */
async function serveBrowserDesk(options: Options, why: string): Promise<void> {
  const opens = hasDisplay(process.env, process.platform);
  const hub = await startDeskHub({ ...options, deskDir: join(root, 'out/renderer') });
  const pass = await hub.invite();
  const url = `${hub.url}/#${pass.startsWith('set_') ? 'setup' : 'invitation'}=${pass}`;
  const hubIs = hub.how === 'found' ? `runs on ${hub.dataDir} already` : 'runs here';
  const deskIs = opens
    ? 'the desk opens in the browser, or by this one-time link'
    : 'the desk is at this one-time link';
  print(`${why}: the hub ${hubIs}, ${deskIs}:`);
  print(url);
  if (hub.how === 'empty')
    print(`${hub.dataDir} has no practice yet: the desk sets one up, or shows a made-up one.`);
  if (hub.how === 'filled') print(`${hub.dataDir} was empty: it now holds the demo practice.`);
  if (opens) openUrl(url);
  if (hub.how === 'found') await hub.stop();
  else stopOnSignal(hub);
}

function stopOnSignal(hub: DeskHub): void {
  const stop = async () => {
    await hub.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  const args = process.argv.slice(2);
  if (args.includes('--help')) process.stdout.write(usage);
  else await start(readOptions(args, process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
