import type { Locator, Page } from '@playwright/test';
import type { BrowserDesk } from '../kit/browser-desk.ts';
import { beyondBounds } from '../kit/compare-sketches.ts';
import { differenceOf, expectSameLooks } from '../kit/same-looks.ts';
import { openSketcher } from '../kit/sketch.ts';
import { fillBusily, manager, zone } from './busy-practice.ts';
import { expect, test } from './fixtures.ts';

/** The main screens: where, what they show when they are there, and what is done there first. */
interface Look {
  readonly name: string;
  readonly path: string;
  shown(page: Page): Locator;
  first?(page: Page): Promise<void>;
}

const looks: readonly Look[] = [
  { name: 'board day', path: '/board/2026-04-20', shown: cardsOf },
  { name: 'board week', path: '/board/2026-04-20?view=week&resource=res_niket', shown: cardsOf },
  {
    name: 'find a time',
    path: '/find',
    first: (page) =>
      page.getByRole('textbox', { name: 'What, with whom, when' }).fill('follow thu afternoon'),
    shown: (page) => page.getByRole('region', { name: 'Free starts' }).getByRole('button').first(),
  },
  { name: 'arrivals', path: '/arrivals', shown: (page) => page.getByRole('list', { name: 'Walk-ins' }) },
  {
    name: 'customers',
    path: '/customers',
    shown: (page) =>
      page.getByRole('region', { name: 'List of customers' }).getByRole('link', { name: /^Anil Kapoor/ }),
  },
  {
    name: 'profile',
    path: '/customers/cust_0',
    shown: (page) => page.getByRole('heading', { name: 'Anil Kapoor' }),
  },
  {
    name: 'services',
    path: '/settings/services',
    shown: (page) => page.getByRole('region', { name: 'Services' }).getByRole('link', { name: /^Massage/ }),
  },
  {
    name: 'hours',
    path: '/settings/hours',
    shown: (page) => page.getByRole('table', { name: 'Opening hours' }),
  },
  {
    name: 'integrations',
    path: '/integrations',
    first: signIn,
    shown: (page) => page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').nth(1),
  },
  {
    name: 'needs attention',
    path: '/attention',
    shown: (page) => page.getByRole('list', { name: 'Needs attention' }).getByRole('button').first(),
  },
];

function cardsOf(page: Page): Locator {
  return page.getByRole('grid').getByRole('gridcell').nth(8);
}

async function signIn(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill(manager.email);
  await form.getByLabel('PIN or password').fill(manager.pin);
  await page.keyboard.press('Enter');
}

/** Goes there without opening the desk anew. */
async function visit(page: Page, { path, first, shown }: Look): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await first?.(page);
  await expect(shown(page)).toBeVisible();
}

/** What could go wrong with the board, as a style that does it. */
const spoiled = {
  'a column is hidden': '[role=grid] [role=row]:nth-of-type(2) { display: none !important }',
  'the accent of the theme is another':
    ':root { --desk-bg: #e9f3e1 !important; --desk-off: #e0e9f1 !important }',
  'the rail is gone': 'nav { display: none !important }',
  'the rail is wider': 'nav { flex-basis: 96px !important }',
  'cards have lost their colour': '[role=gridcell] { background: transparent !important }',
  'cards are missing': '[role=row]:nth-of-type(2) [role=gridcell] { visibility: hidden !important }',
  'cards say nothing': '[role=gridcell] * { color: transparent !important }',
  'nothing is written': 'main * { color: transparent !important }',
} as const;

async function withStyle(page: Page, css: string, look: () => Promise<void>): Promise<void> {
  const before = await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
    return document.adoptedStyleSheets.length;
  }, css);
  await look();
  await page.evaluate((count) => {
    document.adoptedStyleSheets.splice(count - 1, 1);
  }, before);
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`the main screens look as they did, ${colorScheme}`, async ({ practice, openDesk, browser }, info) => {
    test.setTimeout(240_000);
    await fillBusily(practice);
    const desk: BrowserDesk = await openDesk({ colorScheme, timezoneId: zone });
    const { page } = desk;
    const sketcher = await openSketcher(browser);
    await expect(cardsOf(page)).toBeVisible();
    const problems: string[] = [];
    for (const look of looks) {
      await visit(page, look);
      await expectSameLooks(page, sketcher, `${look.name} ${colorScheme}`, info);
    }
    const [board] = looks;
    if (!board || process.env.RECORD) return;
    await visit(page, board);
    const name = `${board.name} ${colorScheme}`;
    await expectSameLooks(page, sketcher, name, info);
    for (const [what, css] of Object.entries(spoiled))
      await withStyle(page, css, async () => {
        const difference = await differenceOf(page, sketcher, name);
        if (beyondBounds(difference).length === 0) problems.push(what);
        process.env.LOOKS &&
          process.stdout.write(`${what}: ${JSON.stringify({ ...difference, cells: undefined })}\n`);
      });
    expect(problems, 'would not be seen').toEqual([]);
    await sketcher.close();
  });
