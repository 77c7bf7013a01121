import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, expect, type Locator, type Page } from '@playwright/test';
import { type TestClock, testClock } from './clock.ts';
import { startHub, type TestHub } from './hub.ts';

export { expect } from '@playwright/test';

/** Monday, 10:00 in the practice: what the clocks of hub and desks say until a test sets them. */
export const monday = '2026-04-20T04:30:00Z';

/** A booking as the hub's API shows it. */
export interface HubBooking {
  readonly id: string;
  readonly customer_id: string;
  readonly resource_id: string;
  readonly start_at: string;
  readonly end_at: string;
  readonly status: string;
  readonly override: readonly string[];
  readonly override_reason?: string;
  readonly cancel_reason?: string;
}

/** A practice of two people with a hub of its own, on real files and a real port. */
export interface Practice {
  readonly hub: TestHub;
  readonly clock: TestClock;
  /** What the hub has, in the order of time. */
  bookings(): Promise<HubBooking[]>;
  /** Books over the API, as a website would; times are `HH:MM` of the practice's Monday. */
  book(time: string, customer: CustomerKey, resource?: ResourceKey): Promise<HubBooking>;
  stopHub(): Promise<void>;
  /** Starts a new hub on the same port and data. */
  startHubAgain(): Promise<void>;
}

const customers = {
  priya: { id: 'cust_priya', name: 'Priya Sharma', email: 'priya@example.com', phone: '+919876543210' },
  rahul: { id: 'cust_rahul', name: 'Rahul Verma', email: 'rahul@example.com' },
  meera: { id: 'cust_meera', name: 'Meera Iyer', phone: '+919812345678' },
} as const;
type CustomerKey = keyof typeof customers;

const open = [{ start: '09:00', end: '18:00' }];
const weekly = { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open };
const resources = {
  niket: { id: 'res_niket', name: 'Dr Niket', sort_order: 1, color: '#1971c2', working_hours: { weekly } },
  asha: { id: 'res_asha', name: 'Dr Asha', sort_order: 2, color: '#9c36b5', working_hours: { weekly } },
} as const;
type ResourceKey = keyof typeof resources;

const price = { amount: 500, currency: 'INR' };
const services = {
  consultation: { id: 'svc_consult', name: 'Consultation', duration: 30, slot_step: 15, price },
  firstVisit: { id: 'svc_first', name: 'First visit', duration: 45, requires_confirmation: true, price },
} as const;

/** The instant at which it is `HH:MM` on the practice's Monday. */
export function at(time: string): string {
  return new Date(Date.parse(`2026-04-20T${time}:00+05:30`)).toISOString().replace('.000Z', 'Z');
}

async function startPractice(filled: boolean): Promise<Practice & { close(): Promise<void> }> {
  const clock = testClock(monday);
  const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-e2e-'));
  const deskDir = join(import.meta.dirname, '../../out/renderer');
  let hub = await startHub({ clock, deskDir, dataDir });
  const port = Number(new URL(hub.url).port);
  let runs = true;

  async function send(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await hub.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  if (filled) {
    for (const customer of Object.values(customers)) await send('POST', '/v2/customers', customer);
    for (const resource of Object.values(resources)) await send('POST', '/v2/resources', resource);
    for (const service of Object.values(services)) await send('POST', '/v2/services', service);
  }

  return {
    clock,
    get hub() {
      return hub;
    },
    async bookings() {
      const { data } = await send('GET', '/v2/bookings?limit=100&sort=start_at');
      return data as HubBooking[];
    },
    async book(time, customer, resource = 'niket') {
      const body = {
        customer_id: customers[customer].id,
        service_id: services.consultation.id,
        resource_id: resources[resource].id,
        start_at: at(time),
      };
      return (await send('POST', '/v2/bookings', body)) as unknown as HubBooking;
    },
    async stopHub() {
      runs = false;
      await hub.stop();
    },
    async startHubAgain() {
      hub = await startHub({ clock, deskDir, dataDir, port });
      runs = true;
    },
    async close() {
      if (runs) await hub.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** One computer at the front desk: a browser with storage of its own. */
export interface BrowserDesk {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly board: Board;
  /** What the quiet word on the hub says. */
  readonly connection: Locator;
  /** What the computer's clock says from now on, in every page; timers and frames go on as they are. */
  setClock(iso: string): Promise<void>;
  /** Resolves when the page would open without the hub, too. */
  untilKeptForOffline(): Promise<void>;
  cutNetwork(): Promise<void>;
  mendNetwork(): Promise<void>;
  /** Another window of the same browser. */
  openWindow(): Promise<BrowserDesk>;
}

export interface DeskOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Path and fragment to open instead of an invitation of its own. */
  readonly path?: string;
}

/** Opens a desk and, unless told otherwise, waits until it shows the board. */
export type OpenDesk = (options?: DeskOptions) => Promise<BrowserDesk>;

interface Fixtures {
  /** False: a practice in which nothing is set up yet. */
  readonly filled: boolean;
  readonly practice: Practice;
  readonly openDesk: OpenDesk;
}

/** Playwright's `test` with a hub of its own and desks that are paired to it. */
export const test = base.extend<Fixtures>({
  filled: [true, { option: true }],
  practice: async ({ filled }, use) => {
    const practice = await startPractice(filled);
    await use(practice);
    await practice.close();
  },
  openDesk: async ({ practice, browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ path, ...options } = {}) => {
      const context = await browser.newContext({ baseURL: practice.hub.url, ...options });
      contexts.push(context);
      await context.addInitScript(standClock, Date.parse(monday));
      const desk = await windowOf(context);
      await desk.page.goto(path ?? `/#invitation=${await practice.hub.invite()}`);
      if (path === undefined) await expect(desk.connection).toHaveText('Hub here');
      return desk;
    });
    for (const context of contexts) await context.close();
  },
});

async function windowOf(context: BrowserContext): Promise<BrowserDesk> {
  const page = await context.newPage();
  return {
    context,
    page,
    board: boardOf(page),
    connection: page.getByRole('region', { name: 'Connection' }).getByRole('status'),
    async setClock(iso) {
      await context.addInitScript(standClock, Date.parse(iso));
      for (const each of context.pages()) await each.evaluate(standClock, Date.parse(iso));
    },
    async untilKeptForOffline() {
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
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

/** Answers of the hub to one path, each kept back on its way although the hub has done its work. */
export interface HeldAnswers {
  /** Resolves when the hub has answered for the first time. */
  readonly arrived: Promise<void>;
  /** Lets through what is held and all that comes later. */
  release(): void;
}

/** Holds answers to a page's requests to `path`, from now on until they are released. */
export async function holdAnswers(page: Page, path: string): Promise<HeldAnswers> {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const matches = (url: URL) => url.pathname === path;
  await page.route(matches, async (route) => {
    const response = await route.fetch();
    arrived.resolve();
    await released.promise;
    await route.fulfill({ response });
  });
  return {
    arrived: arrived.promise,
    release: () => released.resolve(),
  };
}
