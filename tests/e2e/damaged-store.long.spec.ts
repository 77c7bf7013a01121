import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserDesk, bookFor, deskIn } from '../kit/browser-desk.ts';
import { type KillableBrowser, openKillableBrowser } from '../kit/killable-browser.ts';
import { expect, test } from './fixtures.ts';
import { monday } from './practice.ts';

// A trace of a browser of its own cannot be brought to its end.
test.use({ trace: 'off' });

let profile: string;
let running: KillableBrowser | undefined;

test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'dunebook-profile-'));
});

test.afterEach(async () => {
  await running?.kill();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** What can happen to a file of the store. */
const damages: Readonly<Record<string, (file: string) => void>> = {
  'other bytes': (file) => writeFileSync(file, Buffer.alloc(Math.max(64, statSync(file).size), 0xa5)),
  'half of it': (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
};

for (const [what, damage] of Object.entries(damages))
  test(`S1: a store whose files are damaged (${what}) is made anew, and what waited in it reaches the hub`, async ({
    practice,
  }) => {
    test.setTimeout(120_000);
    const first = await desk(`${practice.hub.url}/#invitation=${await practice.hub.invite()}`);
    await first.untilInStep();
    await first.untilKeptForOffline();
    await close();
    const { url } = practice.hub;
    await practice.stopHub();
    const offline = await desk(url);
    await expect(offline.connection).toHaveText('Offline');
    for (const time of ['10:30', '11:00']) {
      await offline.board.click('Dr Niket', time);
      await bookFor(offline.page, 'Priya');
      await expect(offline.board.card(cardName(time))).toHaveCount(1);
    }
    // A browser writes it down a few seconds later, and one that is closed before may forget it.
    await expect.poll(() => isCopiedOnDisk(startOfLast), { timeout: 60_000 }).toBe(true);
    await close();

    const files = filesBelow(join(profile, 'Default', 'IndexedDB')).filter((file) =>
      /\d|MANIFEST/.test(file),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) damage(file);

    await practice.startHubAgain();
    const again = await desk(url);
    await again.untilInStep();
    for (const time of ['10:30', '11:00']) await expect(again.board.card(cardName(time))).toHaveCount(1);
    expect(await practice.bookings()).toHaveLength(2);
  });

async function desk(url: string): Promise<BrowserDesk> {
  running = await openKillableBrowser(profile);
  const opened = deskIn(running.page);
  await opened.setClock(monday);
  await running.page.goto(url);
  return opened;
}

/** Part of what a card of Priya's in the morning is called. */
function cardName(time: string): string {
  return `${time} AM Priya Sharma`;
}

/** When the booking at 11:00 AM in India starts. */
const startOfLast = '2026-04-20T05:30:00Z';

/** Whether the text is in what the browser keeps beside the store. */
function isCopiedOnDisk(text: string): boolean {
  return filesBelow(join(profile, 'Default', 'Local Storage')).some((file) =>
    readFileSync(file).includes(text),
  );
}

async function close(): Promise<void> {
  await running?.close();
  running = undefined;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
