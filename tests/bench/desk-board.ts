import type { Page } from '@playwright/test';
import { type DeskBrowser, openDeskBrowser } from './desk-browser.ts';
import { type FrameWatch, watchFrames } from './desk-frames.ts';
import { type DeskHub, startDeskHub } from './desk-hub.ts';
import { marksOnce, watchFirsts } from './desk-marks.ts';
import { visitsADay } from './desk-practice.ts';
import { type Figure, figureOf, quantile, type Section } from './harness.ts';

const days = 8;
const rounds = 4;
const movesPerDrag = 150;

/** The board of 12 columns and 300 bookings, beside a static grid of the same cards. */
export const deskBoard: Section = {
  name: 'desk: board',
  async run() {
    const hub = await startDeskHub({ pastDays: 0, bookings: days * visitsADay, customers: 2000 });
    const browser = await openDeskBrowser(watchFirsts);
    try {
      return await measure(hub, browser);
    } finally {
      await browser.remove();
      await hub.remove();
    }
  },
};

async function measure(hub: DeskHub, { page, context }: DeskBrowser): Promise<Figure[]> {
  await page.goto(await hub.link());
  await marksOnce(page, 'inStep');
  await standOnBoard(page);
  const board = await watchFrames(page);
  const floorPage = await context.newPage();
  const floor = await openFloor(page, floorPage, board);

  const changes: number[] = [];
  const floorChanges: number[] = [];
  const drags: number[] = [];
  const floorDrags: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    // The first round warms up.
    const counts = round > 0;
    await page.bringToFront();
    await standOnBoard(page);
    changes.push(...(await changeDays(board)).filter(() => counts));
    drags.push(...(await drag(page, board)).filter(() => counts));
    await floorPage.bringToFront();
    floorChanges.push(...(await changeDays(floor)).filter(() => counts));
    floorDrags.push(...(await drag(floorPage, floor)).filter(() => counts));
  }
  return [
    beside('day change, 300 bookings', changes, floorChanges, { on: 'median', atMost: 100 }),
    beside('a frame of dragging', drags, floorDrags, { on: 'p95', atMost: 16 }),
  ];
}

function beside(name: string, own: number[], least: number[], bar: Figure['bar'] & {}): Figure {
  const floor = quantile(least, 0.5);
  return figureOf('desk: board', name, own, { floor, ratio: floor / quantile(own, 0.5), bar });
}

/** Puts the keyboard on the board. */
async function standOnBoard(page: Page): Promise<void> {
  await page.locator('[role=gridcell][tabindex="0"]').focus();
}

/** There and back again through all days but the last. */
async function changeDays(board: FrameWatch): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < 2 * (days - 1); i++)
    samples.push(await board.pressUntilCards(i < days - 1 ? 'PageDown' : 'PageUp', visitsADay));
  return samples;
}

/** Carries the third card of the first column over all columns, and drops it where it was. */
async function drag(page: Page, board: FrameWatch): Promise<number[]> {
  const card = page.locator('[data-column] [data-card]').nth(2);
  await card.scrollIntoViewIfNeeded();
  const box = await card.boundingBox();
  if (!box) throw new Error('the card is not on the screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const frames = await board.framesDuring(async () => {
    for (let i = 0; i < movesPerDrag; i++) {
      const turn = (i / movesPerDrag) * 2 * Math.PI;
      await page.mouse.move(x + 500 - 500 * Math.cos(turn), y + 150 * Math.sin(2 * turn));
    }
  });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return frames;
}

/**
 * The floor: the desk's page as it stands, without its program. A key puts another day's cards in, as text; a pointer
 * that is down moves a box.
 */
async function openFloor(desk: Page, page: Page, board: FrameWatch): Promise<FrameWatch> {
  const boards: string[] = [];
  for (let day = 0; day < days; day++) {
    boards.push(
      await desk.evaluate(() => document.querySelector('[role=grid]')?.parentElement?.innerHTML ?? ''),
    );
    if (day < days - 1) await board.pressUntilCards('PageDown', visitsADay);
  }
  for (let day = 1; day < days; day++) await board.pressUntilCards('PageUp', visitsADay);
  const program = /<script[^>]*><\/script>/g;
  const base = `<head><base href="${desk.url()}">`;
  await page.setContent((await desk.content()).replace(program, '').replace('<head>', base));
  await page.evaluate(standStill, boards);
  return watchFrames(page);
}

/** Runs in the page. */
function standStill(boards: readonly string[]): void {
  const scroller = document.querySelector('[role=grid]')?.parentElement;
  const box = document.createElement('div');
  box.style.cssText = 'position:absolute;left:0;top:0;width:100px;height:26px;background:#cfe;z-index:9';
  let day = 0;
  addEventListener('keydown', ({ key }) => {
    if (!scroller || !key.startsWith('Page')) return;
    day += key === 'PageDown' ? 1 : -1;
    scroller.innerHTML = boards[day] ?? '';
  });
  addEventListener('pointermove', ({ buttons, clientX, clientY }) => {
    if (buttons === 0) return;
    if (!box.isConnected) scroller?.querySelector('[role=grid]')?.append(box);
    box.style.transform = `translate(${clientX}px, ${clientY}px)`;
  });
}
