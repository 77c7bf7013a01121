import type { Page } from '@playwright/test';

/** The cards on a board as one animation frame found them: `11:00 AM Priya Sharma, … at 126 268 565×38`. */
export interface Frame {
  readonly cards: readonly string[];
  /** How many frames in a row were the same. */
  readonly times: number;
}

/** Looks at a page's board on every animation frame from now on. */
export async function recordFrames(page: Page): Promise<{ frames(): Promise<Frame[]> }> {
  await page.evaluate(record);
  return {
    frames: () => page.evaluate(() => Reflect.get(globalThis, 'recordedFrames') as Frame[]),
  };
}

/** Runs in the page, without anything from around it. */
function record(): void {
  const frames: { cards: string[]; times: number }[] = [];
  Reflect.set(globalThis, 'recordedFrames', frames);

  function cardsNow(): string[] {
    return [...document.querySelectorAll('[role="gridcell"]')]
      .filter((cell) => !cell.getAttribute('aria-label')?.endsWith(', free'))
      .map((cell) => {
        const { x, y, width, height } = cell.getBoundingClientRect();
        const name = cell.getAttribute('aria-label')?.replace(', waiting for the hub', '');
        return `${name} at ${Math.round(x)} ${Math.round(y)} ${Math.round(width)}×${Math.round(height)}`;
      });
  }

  function look(): void {
    const cards = cardsNow();
    const last = frames.at(-1);
    if (last && last.cards.join('\n') === cards.join('\n')) last.times += 1;
    else frames.push({ cards, times: 1 });
    requestAnimationFrame(look);
  }
  look();
}

/** How a customer's card showed from the first frame that had it: one text per change, several cards joined by ` + `. */
export function appearances(frames: readonly Frame[], customer: string): string[] {
  const shown = frames.map(({ cards }) => cards.filter((card) => card.includes(customer)).join(' + '));
  const first = shown.findIndex((cards) => cards !== '');
  return shown.slice(first).filter((cards, i, all) => cards !== all[i - 1]);
}
