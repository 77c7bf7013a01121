import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** What the page asked the computer for. */
interface Told {
  readonly notices: { readonly title: string; readonly body: string; click(): void }[];
  sounds: number;
  /** True once the desk holds what comes for news. */
  settled: boolean;
}

/** Stands in for the computer's notifications and loudspeaker, which no test can see or hear. Runs in the page. */
function listen(): void {
  const told: Told = { notices: [], sounds: 0, settled: false };
  class Notice {
    static permission = 'granted';
    static requestPermission = async () => 'granted';
    onclick: (() => void) | undefined;
    constructor(title: string, { body }: { body: string }) {
      told.notices.push({ title, body, click: () => this.onclick?.() });
    }
    close() {}
  }
  const { setTimeout } = window;
  const later = (deed: () => void, ms: number) => {
    const timer = setTimeout(() => {
      deed();
      told.settled ||= ms === 8_000;
    }, ms);
    return timer;
  };
  const Sounding = window.AudioContext;
  class Audio extends Sounding {
    constructor() {
      super();
      told.sounds += 1;
    }
  }
  Object.assign(window, { Notification: Notice, AudioContext: Audio, setTimeout: later, told });
}

const noticed = (page: Page) =>
  page.evaluate(() => {
    const { notices, sounds } = Reflect.get(window, 'told') as Told;
    return { notices: notices.map(({ title, body }) => `${title}: ${body}`), sounds };
  });
const click = (page: Page, at: number) =>
  page.evaluate((index) => (Reflect.get(window, 'told') as Told).notices[index]?.click(), at);

test('arrivals at other desks are told to who wants it; a click leads there', async ({
  practice,
  openDesk,
}) => {
  const quiet = await openDesk();
  const { page, context, untilInStep, goTo } = await openDesk();
  await context.addInitScript(listen);
  await quiet.context.addInitScript(listen);
  await quiet.page.reload();
  await quiet.untilInStep();
  await goTo('/desk');
  await untilInStep();
  // Off by default.
  for (const name of ['Notifications of the computer', 'Sounds']) {
    await expect(page.getByRole('switch', { name })).not.toBeChecked();
    await page.getByRole('switch', { name }).click();
    await expect(page.getByRole('switch', { name })).toBeChecked();
  }
  expect(await noticed(page)).toEqual({ notices: [], sounds: 1 });
  // What it finds when it opens is no news: it tells of nothing until it surely knows how things stand.
  const early = await practice.book('10:00', 'meera');
  await practice.hub.call('POST', `/v2/bookings/${early.id}/check-in`, {});
  const settled = () => page.evaluate(() => (Reflect.get(window, 'told') as Told).settled);
  await expect.poll(settled, { timeout: 20_000 }).toBe(true);

  const { id } = await practice.book('11:00', 'priya');
  expect((await practice.hub.call('POST', `/v2/bookings/${id}/check-in`, {})).status).toBe(200);
  const arrival = expect.stringMatching(/^Priya Sharma has arrived: 11:00/);
  await expect.poll(() => noticed(page)).toEqual({ notices: [arrival], sounds: 2 });
  await click(page, 0);
  await expect(page).toHaveURL(new RegExp(`/booking/${id}$`));
  expect(await noticed(quiet.page)).toEqual({ notices: [], sounds: 0 });
});
