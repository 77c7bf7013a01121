import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserDesk, bookFor, deskIn } from '../kit/browser-desk.ts';
import { type KillableBrowser, openKillableBrowser } from '../kit/killable-browser.ts';
import { expect, test } from './fixtures.ts';
import { at, monday } from './practice.ts';

const times = ['10:30', '11:00', '11:30', '12:00', '12:30', '13:00', '13:30', '14:00'] as const;
/** How many bookings are made before each kill; the last of them ends the browser the moment its card is there. */
const rounds = [2, 1];
/** Milliseconds by which every intent is written later. */
const slowness = 300;

// A trace of a browser that is killed cannot be brought to its end, and the runner would count that as a failure.
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

test('S1: kill -9 of the browser the moment an offline booking shows loses none of them', async ({
  practice,
}) => {
  test.setTimeout(120_000);
  await pair(`${practice.hub.url}/#invitation=${await practice.hub.invite()}`);
  const { url } = practice.hub;
  await practice.stopHub();

  const shown: string[] = [];
  for (const count of rounds) {
    const desk = await open(url);
    await expect(desk.connection).toHaveText(
      shown.length === 0 ? 'Offline' : new RegExp(`Offline, ${shown.length} change`),
    );
    for (const time of shown) await expect(desk.board.card(cardName(time))).toHaveCount(1);
    const next = times.slice(shown.length, shown.length + count);
    for (const time of next) {
      const isLast = time === next.at(-1);
      const gone = isLast ? killWhenShown(desk, cardName(time)) : undefined;
      await desk.board.click('Dr Niket', time);
      // The browser may be gone before the last key press is answered.
      await bookFor(desk.page, 'Priya').catch((error: unknown) => {
        if (!isLast) throw error;
      });
      if (gone) await gone;
      else {
        await expect(desk.board.card(cardName(time))).toHaveCount(1);
        // What a kill cannot show: that it would have survived a power cut, too.
        await expect(desk.page.locator('html')).toHaveAttribute('data-written', 'strict');
      }
      shown.push(time);
    }
  }

  // Once more, in the middle of a booking: whether it was taken down is open, but not what was before.
  const desk = await open(url);
  const unsure = times[shown.length] ?? '';
  await desk.board.click('Dr Niket', unsure);
  await bookFor(desk.page, 'Priya');
  await running?.kill();
  running = undefined;

  await practice.startHubAgain();
  const after = await open(url);
  await after.untilInStep();
  for (const time of shown) await expect(after.board.card(cardName(time))).toHaveCount(1);
  const booked = (await practice.bookings()).map(({ start_at }) => start_at);
  expect(booked.filter((start) => start !== at(unsure))).toEqual(shown.map(at));
  expect(booked.length).toBeLessThanOrEqual(shown.length + 1);
  expect(new Set(booked).size).toBe(booked.length);
});

/** The pairing was on another day: the browser was closed since. */
async function pair(link: string): Promise<void> {
  running = await openKillableBrowser(profile);
  const desk = deskIn(running.page);
  await desk.setClock(monday);
  await running.page.goto(link);
  await desk.untilInStep();
  await desk.untilKeptForOffline();
  await running.close();
  running = undefined;
}

async function open(url: string): Promise<BrowserDesk> {
  running = await openKillableBrowser(profile);
  const desk = deskIn(running.page);
  await desk.setClock(monday);
  await running.page.addInitScript(slowDisk, slowness);
  await running.page.goto(url);
  return desk;
}

/**
 * Keeps what is written to the intents uncommitted for some milliseconds, as a slow disk would: longer than it takes to
 * paint a card, see it and kill the browser, so that a card shown too early is one that is lost. Notes on the page how
 * durably it was written.
 */
function slowDisk(ms: number): void {
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const transaction = begin.call(this, names, mode, options);
    if (mode !== 'readwrite' || !this.name.includes('intents')) return transaction;
    const store = transaction.objectStore(transaction.objectStoreNames[0] ?? '');
    const end = performance.now() + ms;
    // A transaction commits as soon as nothing more is asked of it.
    const ask = () => {
      if (performance.now() < end) store.count().onsuccess = ask;
    };
    ask();
    transaction.addEventListener('complete', () => {
      if (performance.now() >= end) document.documentElement.dataset.written = transaction.durability;
    });
    return transaction;
  };
}

/** Resolves when the card was on the screen and, at once after it, the browser was killed. */
async function killWhenShown({ page }: BrowserDesk, name: string): Promise<void> {
  const killed = Promise.withResolvers<void>();
  const browser = running;
  await page.exposeFunction('cardShown', () => {
    running = undefined;
    void browser?.kill().then(killed.resolve, killed.reject);
  });
  await page.evaluate((text) => {
    const tell = Reflect.get(window, 'cardShown') as () => void;
    const observer = new MutationObserver(() => {
      const cards = [...document.querySelectorAll('[role=gridcell]')];
      const isThere = cards.some((card) => card.getAttribute('aria-label')?.includes(text));
      if (!isThere) return;
      observer.disconnect();
      tell();
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  }, name);
  return killed.promise;
}

/** How the card of a booking at `HH:MM` begins. */
function cardName(time: string): string {
  const [hours = 0, minutes = '00'] = [Number(time.slice(0, 2)), time.slice(3)];
  return `${hours > 12 ? hours - 12 : hours}:${minutes} ${hours < 12 ? 'AM' : 'PM'} Priya Sharma`;
}
