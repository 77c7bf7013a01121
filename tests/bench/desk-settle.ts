import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type Feel, feelAnew, feelOf } from '../kit/feel.ts';
import type { DeskBrowser } from './desk-browser.ts';
import { waitsIn } from './desk-waits.ts';

/** Milliseconds from one move to the next: as quick as a person may be. */
const moveEvery = 500;

/** How a thousand changes were settled. Milliseconds. */
export interface Settled {
  /** From the moment at which the network is back until nothing waits. */
  readonly took: number;
  /** Meanwhile: from the key that moved a card until it was painted at its new time. */
  readonly moves: readonly number[];
  readonly feel: Feel;
}

/** The network comes back at a desk that shows a day, and somebody goes on moving one of its cards there and back. */
export async function settleAtWork({ page, context }: DeskBrowser): Promise<Settled> {
  await page.evaluate(awaitSettled);
  await feelAnew(page);
  await context.setOffline(false);
  const moves: number[] = [];
  let isSettled = false;
  async function goOn(): Promise<void> {
    while (!isSettled) {
      const next = pause(moveEvery);
      moves.push(await moveOne(page, moves.length % 2 === 0 ? 'ArrowDown' : 'ArrowUp'));
      await Promise.race([next, end.catch(() => undefined)]);
    }
  }
  const settled: Promise<number> = page.evaluate(() => Reflect.get(globalThis, 'settled'));
  const end = within(30, 'settling', settled).finally(() => {
    isSettled = true;
  });
  const [took] = await Promise.all([end, goOn()]);
  const feel = await feelOf(page);
  const refused = await page.getByRole('link', { name: /^Needs attention, / }).count();
  if (refused > 0) throw new Error('some changes were refused');
  return { took, moves, feel };
}

/** Runs in the page. */
function awaitSettled(): void {
  const status = document.querySelector('[aria-label=Connection] [role=status]');
  const took = new Promise<number>((resolve) => {
    addEventListener('online', ({ timeStamp }) => {
      const observer = new MutationObserver(() => {
        if (status?.textContent === 'Hub here') resolve(performance.now() - timeStamp);
      });
      if (status) observer.observe(status, { subtree: true, childList: true, characterData: true });
    });
  });
  Reflect.set(globalThis, 'settled', took);
}

/** Moves the second card of the first column by five minutes. */
async function moveOne(page: Page, arrow: string): Promise<number> {
  const card = page.locator('[data-column] [data-card]').nth(1);
  const key = `[data-card=${JSON.stringify(await card.getAttribute('data-card'))}]`;
  const [at = ''] = ((await card.getAttribute('aria-label')) ?? '').split(',');
  await card.focus();
  await page.keyboard.press('m');
  await page.keyboard.press(`Shift+${arrow}`);
  return waitsIn(page).untilGone(`${key}[aria-label^=${JSON.stringify(at)}]`, () =>
    page.keyboard.press('Enter'),
  );
}

/** What is awaited in a page has no time limit of its own. */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
