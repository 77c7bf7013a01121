import type { Page } from '@playwright/test';

/** What is waited for on the clock of the page, in milliseconds from the key or the button until a frame shows it. */
export interface Waits {
  /** Until something fits this selector, after `act` pressed the key or let go the button that is to lead to it. */
  untilShown(selector: string, act: () => Promise<void>): Promise<number>;
  /** Until nothing fits it any more. */
  untilGone(selector: string, act: () => Promise<void>): Promise<number>;
}

/** @param calm Resolves when the next may begin. */
export function waitsIn(page: Page, calm: () => Promise<void> = async () => undefined): Waits {
  async function until(selector: string, isThere: boolean, act: () => Promise<void>): Promise<number> {
    await calm();
    await page.evaluate(awaitOutcome, { selector, isThere });
    await act();
    const took: number | undefined = await page.evaluate(() => Reflect.get(globalThis, 'outcome'));
    if (took === undefined) throw new Error(`${isThere ? 'nothing came' : 'it stays'}: ${selector}`);
    return took;
  }
  return {
    untilShown: (selector, act) => until(selector, true, act),
    untilGone: (selector, act) => until(selector, false, act),
  };
}

/** Runs in the page. */
function awaitOutcome({ selector, isThere }: { selector: string; isThere: boolean }): void {
  let since: number | undefined;
  const note = ({ timeStamp }: Event) => {
    since ??= timeStamp;
  };
  for (const type of ['keydown', 'pointerup'])
    addEventListener(type, note, { capture: true, once: true, passive: true });
  const outcome = new Promise<number | undefined>((resolve) => {
    const end = setTimeout(() => resolve(undefined), 10_000);
    const look = () => {
      requestAnimationFrame(() => {
        const isSo = (document.querySelector(selector) !== null) === isThere;
        if (since === undefined || !isSo) return look();
        // A message that a frame's callback posts is heard when the frame is done.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          clearTimeout(end);
          resolve(performance.now() - (since ?? 0));
        };
        port2.postMessage(undefined);
      });
    };
    look();
  });
  Reflect.set(globalThis, 'outcome', outcome);
}
