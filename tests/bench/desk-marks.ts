import type { Page } from '@playwright/test';

/** When things were first so in a page, in milliseconds since its navigation began. */
export interface Marks {
  /** A click on free time opened the form of a new booking. */
  readonly bookable?: number;
  /** The board shows cards. */
  readonly cards?: number;
  /** Everything that the desk keeps has arrived, and nothing waits. */
  readonly inStep?: number;
}

/** Runs in the page before its own scripts, where somebody clicks on free time as soon as there is a board. */
export function clickFirst(): void {
  Reflect.set(globalThis, 'clicks', true);
}

/** Runs in the page before its own scripts: notes when what is so for the first time. */
export function watchFirsts(): void {
  const marks: Record<string, number> = {};
  Reflect.set(globalThis, 'marks', marks);

  function note(name: string, isSo: boolean): void {
    if (isSo && marks[name] === undefined) marks[name] = performance.now();
  }

  function clickOnFreeTime(): void {
    const body = document.querySelector('[data-column]');
    const grid = document.querySelector('[role=grid]');
    if (!body || !grid) return;
    const { x, width } = body.getBoundingClientRect();
    for (let y = 200; y < innerHeight; y += 3) {
      const target = document.elementFromPoint(x + width / 2, y);
      if (!target || target.closest('[data-card]') || !body.contains(target)) continue;
      target.dispatchEvent(
        new MouseEvent('click', { bubbles: true, clientX: x + width / 2, clientY: y, view: window }),
      );
      return;
    }
  }

  function look(): void {
    const status = document.querySelector('[aria-label=Connection] [role=status]')?.textContent;
    const isOpen = document.querySelector('form[aria-label="New booking"]') !== null;
    if (Reflect.get(globalThis, 'clicks') && !isOpen && marks.bookable === undefined) clickOnFreeTime();
    note('bookable', isOpen);
    note('cards', document.querySelector('[data-card]') !== null);
    note('inStep', status === 'Hub here');
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
}

/** Resolves with the marks once `name` is among them. */
export async function marksOnce(page: Page, name: keyof Marks): Promise<Marks> {
  await page.waitForFunction(
    (wanted) => Reflect.get(Reflect.get(globalThis, 'marks') ?? {}, wanted) !== undefined,
    name,
    { timeout: 120_000 },
  );
  return page.evaluate(() => Reflect.get(globalThis, 'marks'));
}
