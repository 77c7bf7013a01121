import { expect, type Locator, type Page } from '@playwright/test';
import { type BrowserDesk, deskIn } from '../kit/browser-desk.ts';
import { feelOf, noteFeel } from '../kit/feel.ts';
import { openDeskBrowser } from './desk-browser.ts';
import { startDeskHub } from './desk-hub.ts';
import { marksOnce, watchFirsts } from './desk-marks.ts';
import { people, visitsADay } from './desk-practice.ts';
import { type Waits, waitsIn } from './desk-waits.ts';
import { type Figure, figureOf, type Section } from './harness.ts';

const customers = 50_000;
const rounds = 12;
/** Typed as it is said on the phone, and deleted again. */
const searches = ['meera iyer', '98 1000 48', 'kavya.rao.1'];

const section = 'desk: at work';

/** A desk with 300 bookings a day and 50,000 customers: what a person does with a board, and whom they look for. */
export const deskWork: Section = {
  name: section,
  async run() {
    const hub = await startDeskHub({ pastDays: 0, bookings: 4 * visitsADay, customers });
    const browser = await openDeskBrowser(watchFirsts);
    try {
      await browser.page.goto(await hub.link());
      await marksOnce(browser.page, 'inStep');
      await browser.context.addInitScript(noteFeel);
      await browser.page.goto(`${hub.url}/board/${tomorrow()}`);
      return await measure(deskIn(browser.page));
    } finally {
      await browser.remove();
      await hub.remove();
    }
  },
};

/** A day on which nothing has begun, so that everything is allowed at any hour. */
function tomorrow(): string {
  return new Date(Date.now() + 30 * 60 * 60_000).toISOString().slice(0, 10);
}

async function measure(desk: BrowserDesk): Promise<Figure[]> {
  const { page } = desk;
  await desk.untilInStep();
  const deeds = new Map<string, number[]>();
  const done = (name: string, ms: number) => deeds.set(name, [...(deeds.get(name) ?? []), ms]);
  for (let round = 0; round <= rounds; round++)
    // The first round warms up.
    await workOnBoard(desk, round === 0 ? () => undefined : done);

  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  const list = 'section[aria-label="List of customers"]';
  const field = page.getByRole('textbox', { name: 'Search customers' });
  await expect(page.locator(list)).toContainText(`${customers.toLocaleString('en-US')} customers`);
  await field.focus();
  const listed = await search(page, `${list}[aria-busy="true"]`);

  await desk.goTo(`/board/${tomorrow()}`);
  await openForm(desk, '19:30');
  const suggested = await search(page, '[role="listbox"][aria-busy="true"]');

  const { interactions } = await feelOf(page);
  const visible = { bar: { on: 'p95', atMost: 50 } } as const;
  return [
    figureOf(section, 'a deed until its result is seen', [...deeds.values()].flat(), visible),
    ...[...deeds].map(([name, samples]) => figureOf(section, `· ${name}`, samples)),
    figureOf(section, 'a key until the list of 50,000 customers has it', listed, visible),
    figureOf(section, 'a key until a booking’s form suggests of 50,000', suggested, visible),
    figureOf(section, 'INP over all of that', interactions, { bar: { on: 'p95', atMost: 100 } }),
  ];
}

type Done = (name: string, ms: number) => void;

/** Books, moves, carries and cancels, and takes each of that back: the board is as before afterwards. */
async function workOnBoard(desk: BrowserDesk, done: Done): Promise<void> {
  const { page } = desk;
  // Nobody does the next thing within the few moments in which the hub takes note of the last.
  const waits = waitsIn(page, desk.untilInStep);
  await book(desk, waits, done);
  const card = page.locator('[data-column] [data-card]').nth(1);
  const { key, before } = await selectorsOf(card);
  const back = (seen: string) => waits.untilShown(seen, () => page.keyboard.press('Control+z'));

  await card.focus();
  await page.keyboard.press('m');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('status').filter({ hasText: 'Free' })).toHaveCount(1);
  done('moved by keyboard', await waits.untilGone(before, () => page.keyboard.press('Enter')));
  done('taken back', await back(before));

  await cancel(page, waits, key, done);
  done('taken back', await back(`${key}:not([data-freed])`));

  await carry(desk, waits, done);
}

/** A card, and the card at the time at which it is now, whatever else is said of it. */
async function selectorsOf(card: Locator): Promise<{ key: string; before: string }> {
  const key = `[data-card=${JSON.stringify(await card.getAttribute('data-card'))}]`;
  const [at = ''] = ((await card.getAttribute('aria-label')) ?? '').split(',');
  return { key, before: `${key}[aria-label^=${JSON.stringify(at)}]` };
}

async function openForm({ page, board }: BrowserDesk, time: string): Promise<void> {
  const name = people[0]?.name ?? '';
  const last = board.column(name).locator('[data-card]').last();
  await last.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await board.click(name, time);
  await expect(page.getByRole('textbox', { name: 'Customer' })).toBeFocused();
}

async function book(desk: BrowserDesk, waits: Waits, done: Done): Promise<void> {
  const { page } = desk;
  const booked = `[data-column="${people[0]?.id}"] [data-card][aria-label*="7:30"]:not([data-freed])`;
  await openForm(desk, '19:30');
  await page.keyboard.type('meera iyer');
  const first = page.getByRole('option', { name: 'Meera Iyer' }).first();
  // Until a window knows all 50,000 it takes a few seconds.
  await expect(first).toHaveAttribute('data-combobox-selected', 'true', { timeout: 60_000 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Book', exact: true })).toBeFocused();
  done('booked', await waits.untilShown(booked, () => page.keyboard.press('Enter')));
  done('taken back', await waits.untilGone(booked, () => page.keyboard.press('Control+z')));
}

async function cancel(page: Page, waits: Waits, key: string, done: Done): Promise<void> {
  await page.locator(key).focus();
  const form = '[role="dialog"] button:not([disabled])';
  done('its drawer opened', await waits.untilShown(form, () => page.keyboard.press('Enter')));
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(drawer.getByRole('textbox', { name: 'Why is it cancelled?' })).toBeFocused();
  done('cancelled', await waits.untilGone(`${key}:not([data-freed])`, () => page.keyboard.press('Enter')));
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
}

/** Drags the column's last visit by an hour. */
async function carry({ page, board }: BrowserDesk, waits: Waits, done: Done): Promise<void> {
  const name = people[1]?.name ?? '';
  const card = board.column(name).locator('[data-card]:not([data-freed])').last();
  await card.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const { before } = await selectorsOf(card);
  done('dragged', await waits.untilGone(before, () => board.drag(card, 'middle', name, '19:30')));
  done('taken back', await waits.untilShown(before, () => page.keyboard.press('Control+z')));
}

async function search(page: Page, busy: string): Promise<number[]> {
  const waits = waitsIn(page);
  const keys: number[] = [];
  for (const words of [...searches, ...searches])
    for (const key of [...words, ...[...words].map(() => 'Backspace')])
      keys.push(await waits.untilGone(busy, () => page.keyboard.press(key === ' ' ? 'Space' : key)));
  // The first half warms up.
  return keys.slice(keys.length / 2);
}
