import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

/** One computer at the front desk: a browser with storage of its own. */
export interface BrowserDesk {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly board: Board;
  /** What the quiet word on the hub says. */
  readonly connection: Locator;
  /** What the computer's clock says from now on, in every page; timers and frames go on as they are. */
  setClock(iso: string): Promise<void>;
  /** Opens an address of the desk, such as `/board`, as if it were typed. */
  goTo(path: string): Promise<void>;
  /** Resolves when it has all that the hub has, and nothing waits. */
  untilInStep(): Promise<void>;
  /** Resolves when the page, and each of its screens, would open without the hub; for a desk that `keepsFiles`. */
  untilKeptForOffline(): Promise<void>;
  cutNetwork(): Promise<void>;
  mendNetwork(): Promise<void>;
  /** Another window of the same browser. */
  openWindow(): Promise<BrowserDesk>;
}

export interface DeskOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The language of the computer, `de-DE`; absent: American English. */
  readonly locale?: string;
  /** The zone of the computer; absent: that of this one. */
  readonly timezoneId?: string;
  /** Pixels of the screen per pixel of CSS: 2 where the window is looked at with a zoom of 200 %. */
  readonly deviceScaleFactor?: number;
  /**
   * It keeps the desk's files, as a browser does that somebody works at, and opens without the hub. Fetching some two
   * hundred of them takes a second of a core, which most tests are spared.
   */
  readonly keepsFiles?: boolean;
}

/** Opens a browser with a clock that stands at `now` (ISO), and in it a link to the hub. */
export async function openBrowserDesk(
  browser: Browser,
  url: string,
  now: string,
  { keepsFiles = false, ...options }: DeskOptions = {},
): Promise<BrowserDesk> {
  const serviceWorkers = keepsFiles ? 'allow' : 'block';
  const context = await browser.newContext({ baseURL: new URL(url).origin, serviceWorkers, ...options });
  await context.addInitScript(standClock, Date.parse(now));
  const desk = await windowOf(context);
  await desk.page.goto(url);
  if (keepsFiles) return desk;
  const untilKeptForOffline = () => Promise.reject(new Error('this desk was not opened with `keepsFiles`'));
  return { ...desk, untilKeptForOffline };
}

async function windowOf(context: BrowserContext): Promise<BrowserDesk> {
  return deskIn(await context.newPage());
}

/** The desk in a page that is there, or about to be. */
export function deskIn(page: Page): BrowserDesk {
  const context = page.context();
  const connection = page.getByRole('region', { name: 'Connection' }).getByRole('status');
  return {
    context,
    page,
    board: boardOf(page),
    connection,
    async goTo(path) {
      await page.goto(new URL(path, page.url()).href);
    },
    untilInStep: () => expect(connection).toHaveText(/^Hub (here|on the network)$/, { timeout: 30_000 }),
    async setClock(iso) {
      await context.addInitScript(standClock, Date.parse(iso));
      for (const each of context.pages()) await each.evaluate(standClock, Date.parse(iso));
    },
    async untilKeptForOffline() {
      await page.evaluate(async () => {
        const { serviceWorker } = navigator;
        // The files are there before the page is answered from them.
        const taken = new Promise<void>((resolve) => {
          serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
        });
        await serviceWorker.ready;
        if (serviceWorker.controller === null) await taken;
      });
    },
    cutNetwork: () => context.setOffline(true),
    mendNetwork: () => context.setOffline(false),
    async openWindow() {
      const other = await windowOf(context);
      await other.page.goto('/');
      return other;
    },
  };
}

/**
 * Makes a page's `Date` stand still at `now`. Playwright's own clock would replace timers and animation frames, too,
 * and with them the frames that a person would see.
 */
function standClock(now: number): void {
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, self) =>
      Reflect.construct(target, args.length === 0 ? [now] : args, self) as Date,
    get: (target, key) => (key === 'now' ? () => now : Reflect.get(target, key)),
  });
}

/** The day board of a page, as a person finds their way on it. */
export interface Board {
  readonly grid: Locator;
  /** Cards whose accessible name holds all of these words. */
  card(...words: string[]): Locator;
  column(name: string): Locator;
  /** Where `HH:MM` lies in a column, in pixels of the window. */
  point(column: string, time: string): Promise<{ x: number; y: number }>;
  /** Clicks into a column at a time. */
  click(column: string, time: string): Promise<void>;
  /** Picks a card up at its middle, or at its lower edge, and lets it go where `column` and `time` meet. */
  drag(card: Locator, hold: 'middle' | 'edge', column: string, time: string): Promise<void>;
}

function boardOf(page: Page): Board {
  const grid = page.getByRole('grid');

  function column(name: string): Locator {
    return grid.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  }

  /** A row of the ARIA grid is a column on the screen: its head, and a whole day below it. */
  async function point(name: string, time: string): Promise<{ x: number; y: number }> {
    const row = await boxOf(column(name));
    const head = await boxOf(column(name).getByRole('rowheader'));
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const perMinute = (row.height - head.height) / (24 * 60);
    return {
      x: row.x + row.width / 2,
      y: row.y + row.height - (24 * 60 - hours * 60 - minutes) * perMinute,
    };
  }

  return {
    grid,
    column,
    point,
    card: (...words) =>
      words.reduce<Locator>((found, word) => {
        return found.and(grid.getByRole('gridcell', { name: word }));
      }, grid.getByRole('gridcell')),
    async click(name, time) {
      const { x, y } = await point(name, time);
      // Two pixels in, so that no rounding makes it the quarter hour before.
      await page.mouse.click(x, y + 2);
    },
    async drag(card, hold, name, time) {
      const box = await boxOf(card);
      const to = await point(name, time);
      const y = hold === 'edge' ? box.y + box.height - 3 : box.y + box.height / 2;
      // Held at its middle, a card lies with its top half its height above the pointer.
      const toY = hold === 'edge' ? to.y : to.y + box.height / 2;
      await page.mouse.move(box.x + box.width / 2, y);
      await page.mouse.down();
      await page.mouse.move(to.x, (y + toY) / 2, { steps: 4 });
      await page.mouse.move(to.x, toY, { steps: 4 });
      await page.mouse.up();
    },
  };
}

/** Where an element is, in pixels of the window. */
export async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return box;
}

/** Books in the open quick booking: finds the customer, Enter chooses, Enter books. */
export async function bookFor(page: Page, search: string): Promise<void> {
  const form = page.getByRole('form', { name: 'New booking' });
  await form.getByRole('textbox', { name: 'Customer' }).fill(search);
  await expect(form.getByRole('option', { name: search }).first()).toHaveAttribute(
    'data-combobox-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(form.getByRole('button', { name: 'Book', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
}
