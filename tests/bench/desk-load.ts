import { gzipKb, type LoadedFile, loadedFirst, noteBoard } from '../kit/first-load.ts';
import { openDeskBrowser } from './desk-browser.ts';
import { startDeskHub } from './desk-hub.ts';
import { marksOnce, watchFirsts } from './desk-marks.ts';
import { visitsADay } from './desk-practice.ts';
import { type Figure, figureOf, type Section } from './harness.ts';

/** What a paired desk asks for until its board can be used. */
export const deskLoad: Section = {
  name: 'desk: first load',
  async run() {
    const hub = await startDeskHub({ pastDays: 0, bookings: visitsADay, customers: 500 });
    const browser = await openDeskBrowser(watchFirsts);
    try {
      await browser.context.addInitScript(noteBoard);
      await browser.page.goto(await hub.link());
      await marksOnce(browser.page, 'inStep');
      await browser.page.reload();
      const { scripts, styles } = await loadedFirst(browser.page);
      return [
        size('JavaScript until the board can be used, gzip', gzipKb(scripts), 350),
        size('JavaScript until the board can be used, as it is', rawKb(scripts)),
        size('styles, gzip', gzipKb(styles)),
      ];
    } finally {
      await browser.remove();
      await hub.remove();
    }
  },
};

function size(name: string, kb: number, atMost?: number): Figure {
  const bar = atMost === undefined ? {} : { bar: { on: 'median', atMost } as const };
  return figureOf('desk: first load', name, [kb], { unit: 'kB', ...bar });
}

function rawKb(files: readonly LoadedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
}
