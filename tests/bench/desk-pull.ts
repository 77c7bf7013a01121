import { openDeskBrowser } from './desk-browser.ts';
import { startDeskHub } from './desk-hub.ts';
import { clickFirst, type Marks, marksOnce, watchFirsts } from './desk-marks.ts';
import { figureOf, type Section } from './harness.ts';

const rounds = 5;
/** 10,000 documents with the practice, its 12 people and their service; today's visits are among the last to arrive. */
const size = { pastDays: 22, bookings: 7000, customers: 2986 };

/** A new desk: everything that it keeps comes from the hub. */
export const deskPull: Section = {
  name: 'desk: first pull',
  async run() {
    const hub = await startDeskHub(size);
    const all: Marks[] = [];
    for (let round = 0; round <= rounds; round++) {
      const browser = await openDeskBrowser(watchFirsts);
      await browser.context.addInitScript(clickFirst);
      await browser.page.goto(await hub.link(), { waitUntil: 'commit' });
      await marksOnce(browser.page, 'inStep');
      const marks = await marksOnce(browser.page, 'cards');
      await browser.remove();
      // The first round warms up the hub.
      if (round > 0) all.push(marks);
    }
    await hub.remove();
    const samples = (name: keyof Marks) => all.map((marks) => marks[name] ?? Number.NaN);
    const section = 'desk: first pull';
    return [
      figureOf(section, 'a click on the board opens the form', samples('bookable'), {
        bar: { on: 'median', atMost: 1000 },
      }),
      figureOf(section, 'today’s cards are there', samples('cards')),
      figureOf(section, 'all 10,000 documents are there', samples('inStep'), {
        bar: { on: 'median', atMost: 6000 },
      }),
    ];
  },
};
