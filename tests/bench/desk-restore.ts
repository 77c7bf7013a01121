import { openDeskBrowser } from './desk-browser.ts';
import { startDeskHub } from './desk-hub.ts';
import { marksOnce, watchFirsts } from './desk-marks.ts';
import { figureOf, type Section } from './harness.ts';

const rounds = 3;
/** 20,000 documents that a desk keeps. */
const size = { pastDays: 22, bookings: 14_000, customers: 5_986 };

/** A backup is put back under a desk that is in step: all that the desk has is looked at again. */
export const deskRestore: Section = {
  name: 'desk: restore',
  async run() {
    const hub = await startDeskHub(size);
    const browser = await openDeskBrowser(watchFirsts);
    const took: number[] = [];
    try {
      await browser.context.addInitScript(watchHub);
      await browser.page.goto(await hub.link(), { waitUntil: 'commit' });
      await marksOnce(browser.page, 'inStep');
      const file = await hub.backUp();
      for (let round = 0; round < rounds; round++) {
        const restoredAt = await hub.restore(file);
        const inStepAt = await browser.page.waitForFunction(
          (since) => {
            const said: { at: number; text: string }[] = Reflect.get(globalThis, 'said');
            const last = said.at(-1);
            // It may look settled for a moment before it hears of the other epoch.
            const isSettled = last !== undefined && Date.now() - last.at > 4000;
            return isSettled && last.text === 'Hub here' && last.at > since ? last.at : undefined;
          },
          restoredAt,
          { timeout: 120_000 },
        );
        took.push(Number(await inStepAt.jsonValue()) - restoredAt);
      }
    } finally {
      await browser.remove();
      await hub.remove();
    }
    const bar = { on: 'median', atMost: 10_000 } as const;
    return [figureOf('desk: restore', 'all 20,000 documents are there again', took, { bar })];
  },
};

/** Runs in the page: notes each change of what it says of the hub. */
function watchHub(): void {
  const said: { at: number; text: string }[] = [];
  Reflect.set(globalThis, 'said', said);
  function look(): void {
    const text = document.querySelector('[aria-label=Connection] [role=status]')?.textContent ?? '';
    if (said.at(-1)?.text !== text) said.push({ at: Date.now(), text });
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
}
