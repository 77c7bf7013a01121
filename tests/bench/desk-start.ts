import { openDeskBrowser } from './desk-browser.ts';
import { startDeskHub } from './desk-hub.ts';
import { clickFirst, marksOnce, watchFirsts } from './desk-marks.ts';
import { figureOf, type Section } from './harness.ts';

const rounds = 5;
const size = { pastDays: 45, bookings: 50_000, customers: 5_000 };

interface Start {
  readonly cards: number;
  readonly bookable: number;
}
const cardsOf = ({ cards }: Start) => cards;
const bookableOf = ({ bookable }: Start) => bookable;

/** A desk with 50,000 bookings in its store, from the navigation of a new browser to the cards of today. */
export const deskStart: Section = {
  name: 'desk: cold start',
  async run() {
    const hub = await startDeskHub(size);
    const browser = await openDeskBrowser(watchFirsts);

    async function start(): Promise<Start> {
      await browser.restart();
      await browser.context.addInitScript(clickFirst);
      await browser.page.goto(hub.url, { waitUntil: 'commit' });
      const { bookable = Number.NaN } = await marksOnce(browser.page, 'bookable');
      const { cards = Number.NaN } = await marksOnce(browser.page, 'cards');
      return { cards, bookable };
    }
    async function starts(): Promise<Start[]> {
      const samples: Start[] = [];
      for (let round = 0; round <= rounds; round++) samples.push(await start());
      // The first time, the browser compiles the program and keeps that.
      return samples.slice(1);
    }

    try {
      await browser.page.goto(await hub.link());
      await marksOnce(browser.page, 'inStep');
      await browser.page.evaluate(async () => void (await navigator.serviceWorker.ready));
      const here = await starts();
      await hub.goAway();
      const away = await starts();
      const bar = { on: 'median', atMost: 1500 } as const;
      return [
        figureOf('desk: cold start', 'cards shown, the hub is here', here.map(cardsOf), { bar }),
        figureOf('desk: cold start', 'a click opens the form, the hub is here', here.map(bookableOf), {
          bar,
        }),
        figureOf('desk: cold start', 'cards shown, the hub is away', away.map(cardsOf), { bar }),
        figureOf('desk: cold start', 'a click opens the form, the hub is away', away.map(bookableOf), {
          bar,
        }),
      ];
    } finally {
      await browser.remove();
      await hub.remove();
    }
  },
};
