import type { Page } from '@playwright/test';

/** What is measured in a page, on its own clock. Milliseconds. */
export interface FrameWatch {
  /**
   * Presses a key on the board and resolves with the time from there until a board of other cards had been painted; with
   * `cards`, of that many.
   */
  pressUntilCards(key: string, cards?: number): Promise<number>;
  /** What each frame took in which the pointer moved while `work` ran: from the event until the frame was done. */
  framesDuring(work: () => Promise<void>): Promise<number[]>;
}

/** Prepares a page that shows a board, of the desk or of the floor. */
export async function watchFrames(page: Page): Promise<FrameWatch> {
  await page.evaluate(prepare);
  return {
    async pressUntilCards(key, cards) {
      await page.evaluate((count) => Reflect.get(globalThis, 'bench').awaitCards(count), cards);
      await page.keyboard.press(key);
      return page.evaluate(() => Reflect.get(globalThis, 'bench').painted);
    },
    async framesDuring(work) {
      await page.evaluate(() => Reflect.get(globalThis, 'bench').watchMoves());
      await work();
      return page.evaluate(() => Reflect.get(globalThis, 'bench').moves());
    },
  };
}

/** Runs in the page, without anything from around it. */
function prepare(): void {
  /** A message that a frame's callback posts is heard when the frame is done. */
  function afterFrame(heard: () => void): void {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = heard;
      port2.postMessage(undefined);
    });
  }

  function awaitCards(count: number | undefined): void {
    const before = document.querySelector<HTMLElement>('[data-card]')?.dataset.card;
    bench.painted = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`a board of other cards did not come`)), 10_000);
      let pressed = 0;
      addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true, once: true });
      const observer = new MutationObserver(() => {
        const cards = document.querySelectorAll<HTMLElement>('[data-card]');
        if (cards.length === 0 || cards[0]?.dataset.card === before) return;
        if (count !== undefined && cards.length !== count) return;
        observer.disconnect();
        afterFrame(() => resolve(performance.now() - pressed));
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  }

  let moves: number[] = [];
  let since: number | undefined;
  function watchMoves(): void {
    moves = [];
    addEventListener('pointermove', moved, true);
  }
  function moved(): void {
    if (since !== undefined) return;
    since = performance.now();
    afterFrame(() => {
      moves.push(performance.now() - (since ?? 0));
      since = undefined;
    });
  }

  const bench = {
    awaitCards,
    painted: Promise.resolve(0),
    watchMoves,
    moves() {
      removeEventListener('pointermove', moved, true);
      return moves;
    },
  };
  Reflect.set(globalThis, 'bench', bench);
}
