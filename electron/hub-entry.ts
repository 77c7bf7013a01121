import { join } from 'node:path';
import { startDeskHub } from './desk-hub.ts';
import { type FromHub, toHub } from './hub-messages.ts';
import { readOptions } from './options.ts';

/** How often to look whether a hub that another process runs is still there, in milliseconds. */
const lookEvery = 2_000;

/** Where electron-vite puts the desk, seen from this file's own bundle in `out/main`. */
const deskDir = join(import.meta.dirname, '../renderer');

const port = process.parentPort;
const starting = startDeskHub({ ...readOptions(process.argv.slice(2), process.env), deskDir });

port.on('message', async ({ data }) => {
  const message = toHub.safeParse(data).data;
  if (message?.type === 'invite') say(await invitation(message.id));
  if (message?.type === 'stop') await stop(0);
});

try {
  const hub = await starting;
  say({ type: 'ready', url: hub.url });
  hub.onSharing((on) => say({ type: 'sharing', on }));
  // The hub that was found ended: main starts this process again, which then runs the hub itself.
  if (hub.how === 'found') setInterval(() => hub.isRunning() || stop(1), lookEvery);
} catch (error) {
  say({ type: 'failed', reason: reasonOf(error) });
  // Not at once: the message has to leave first.
  setTimeout(() => process.exit(1), 200);
}

async function invitation(id: number): Promise<FromHub> {
  try {
    const hub = await starting;
    return { type: 'invitation', id, invitation: await hub.invite() };
  } catch (error) {
    return { type: 'no_invitation', id, reason: reasonOf(error) };
  }
}

async function stop(code: number): Promise<void> {
  await starting.then((hub) => hub.stop()).catch(() => {});
  process.exit(code);
}

function say(message: FromHub): void {
  port.postMessage(message);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
