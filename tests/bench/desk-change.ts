import type { Page } from '@playwright/test';
import { openDeskBrowser } from './desk-browser.ts';
import { startDeskHub } from './desk-hub.ts';
import { marksOnce, watchFirsts } from './desk-marks.ts';
import { visitsADay } from './desk-practice.ts';
import { figureOf, type Section } from './harness.ts';

const changes = 40;

/** A move at one desk, from the key that does it to the frame in which another desk shows it; both clocks are real. */
export const deskChange: Section = {
  name: 'desk: change',
  async run() {
    const hub = await startDeskHub({ pastDays: 0, bookings: 4 * visitsADay, customers: 2000 });
    const here = await openDeskBrowser(watchFirsts);
    const there = await openDeskBrowser(watchFirsts);
    try {
      for (const { page } of [here, there]) {
        await page.goto(await hub.link());
        await marksOnce(page, 'inStep');
        await page.goto(`${hub.url}/board/${tomorrow()}`);
        await page.waitForSelector('[data-card]');
      }
      const samples: number[] = [];
      for (let i = -5; i < changes; i++) {
        const took = await moveOne(here.page, there.page, i % 2 === 0 ? 'ArrowDown' : 'ArrowUp');
        if (i >= 0) samples.push(took);
      }
      const bar = { on: 'p95', atMost: 300 } as const;
      return [figureOf('desk: change', 'made at one desk, painted at another', samples, { bar })];
    } finally {
      await here.remove();
      await there.remove();
      await hub.remove();
    }
  },
};

/** Where nobody's work has begun, so that every move is allowed at any hour. */
function tomorrow(): string {
  return new Date(Date.now() + 30 * 60 * 60_000).toISOString().slice(0, 10);
}

/** Moves the second card of the first column by five minutes, there or back, and answers how long that took. */
async function moveOne(here: Page, there: Page, arrow: string): Promise<number> {
  const card = here.locator('[data-column] [data-card]').nth(1);
  const key = await card.getAttribute('data-card');
  await there.evaluate(awaitChange, key);
  await here.evaluate(() => {
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter')
          Reflect.set(globalThis, 'pressed', performance.timeOrigin + event.timeStamp);
      },
      true,
    );
  });
  await card.focus();
  for (const press of ['m', `Shift+${arrow}`, 'Enter']) await here.keyboard.press(press);
  const painted: number | undefined = await there.evaluate(() => Reflect.get(globalThis, 'painted'));
  if (painted === undefined)
    throw new Error(
      `no change of ${key} came\nhere: ${await here.evaluate(tellOf, key)}\nthere: ${await there.evaluate(tellOf, key)}`,
    );
  return painted - (await here.evaluate(() => Number(Reflect.get(globalThis, 'pressed'))));
}

/** Runs in the page: what it shows of the card, and what may keep it from changing. */
function tellOf(key: string | null): string {
  const textOf = (selector: string) =>
    [...document.querySelectorAll(selector)].map((found) => found.textContent).join('; ');
  const card = document.querySelector(`[data-card="${key}"]`);
  return JSON.stringify({
    ...{ at: location.pathname, card: card?.getAttribute('aria-label'), visible: document.visibilityState },
    ...{
      lifted: card?.hasAttribute('data-lifted'),
      focus: document.activeElement?.getAttribute('aria-label'),
    },
    ...{ connection: textOf('[aria-label=Connection] [role=status]'), says: textOf('[role=alert]') },
    ...{ asks: textOf('[role=dialog]') },
  });
}

/** Runs in the page: notes when the card's new time has been painted, in milliseconds since the epoch; else undefined. */
function awaitChange(key: string | null): void {
  const card = () => document.querySelector(`[data-card="${key}"]`)?.getAttribute('aria-label');
  const before = card();
  const painted = new Promise<number | undefined>((resolve) => {
    setTimeout(() => resolve(undefined), 10_000);
    const observer = new MutationObserver(() => {
      if (card() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        port2.postMessage(undefined);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  Reflect.set(globalThis, 'painted', painted);
}
