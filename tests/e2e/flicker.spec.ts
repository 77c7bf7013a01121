import { type BrowserDesk, bookFor, boxOf } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { appearances, type Frame, recordFrames } from './frames.ts';
import { holdAnswers } from './held-answers.ts';
import type { Practice } from './practice.ts';

const push = '/v2/sync/intents';
const pull = '/v2/sync/bookings';

type During = (desk: BrowserDesk, practice: Practice, act: () => Promise<void>) => Promise<void>;

/** How the hub's answers to an own change come back: every order that a network can bring them in. */
const orders: Record<string, During> = {
  async 'as they come'(_desk, _practice, act) {
    await act();
  },
  async 'pulled long before the push is answered'({ page, board }, practice, act) {
    const answer = await holdAnswers(page, push);
    await act();
    await answer.arrived;
    // What was pulled is on the board when something newer is.
    const seen = await board.card('Meera Iyer').count();
    await practice.book(seen === 0 ? '15:00' : '15:30', 'meera');
    await expect(board.card('Meera Iyer')).toHaveCount(seen + 1);
    answer.release();
  },
  async 'answered long before it is pulled'({ page, connection }, _practice, act) {
    const pulled = await holdAnswers(page, pull);
    await act();
    await expect(connection).toHaveText('Hub here');
    await pulled.arrived;
    pulled.release();
  },
  async 'both late and at once'({ page }, _practice, act) {
    const answer = await holdAnswers(page, push);
    const pulled = await holdAnswers(page, pull);
    await act();
    await Promise.all([answer.arrived, pulled.arrived]);
    answer.release();
    pulled.release();
  },
};

/** Waits until the desk has pulled past what it did: a booking that somebody else made afterwards shows. */
async function settle(desk: BrowserDesk, practice: Practice, time: '16:00' | '17:00'): Promise<void> {
  await expect(desk.connection).toHaveText('Hub here');
  await practice.book(time, 'rahul');
  await expect(desk.board.card('Rahul Verma', time === '16:00' ? '4:00 PM' : '5:00 PM')).toHaveCount(1);
}

function framesIn(frames: readonly Frame[]): number {
  return frames.reduce((sum, { times }) => sum + times, 0);
}

for (const [order, during] of Object.entries(orders)) {
  test(`no flicker, ${order}: an own booking is there once and in its place on every frame, an own move never steps back`, async ({
    practice,
    openDesk,
  }) => {
    const desk = await openDesk();
    const { page, board } = desk;
    await board.click('Dr Niket', '11:00');
    const booking = await recordFrames(page);
    const card = board.card('11:00 AM Priya Sharma');
    await during(desk, practice, async () => {
      await bookFor(page, 'Priya');
      await expect(card).toHaveCount(1);
    });
    await settle(desk, practice, '16:00');

    const { x, y, width, height } = await boxOf(card);
    const place = [x, y, width].map(Math.round).join(' ');
    const frames = await booking.frames();
    expect(appearances(frames, 'Priya Sharma')).toEqual([
      `${await card.getAttribute('aria-label')} at ${place}×${Math.round(height)}`,
    ]);
    expect(framesIn(frames)).toBeGreaterThan(10);

    const moving = await recordFrames(page);
    await during(desk, practice, async () => {
      await board.drag(card, 'middle', 'Dr Asha', '13:00');
      await expect(board.card('1:00 PM Priya Sharma', 'Dr Asha')).toHaveCount(1);
    });
    await settle(desk, practice, '17:00');

    expect(appearances(await moving.frames(), 'Priya Sharma')).toEqual([
      expect.stringMatching(/^11:00.AM Priya Sharma, Consultation, Dr Niket, confirmed at [\d ×]+$/u),
      expect.stringMatching(/^1:00.PM Priya Sharma, Consultation, Dr Asha, confirmed at [\d ×]+$/u),
    ]);
  });
}

test('no flicker: a pull that was answered before the booking and arrives after it hides nothing', async ({
  practice,
  openDesk,
}) => {
  const desk = await openDesk();
  const { page, board } = desk;
  const stale = await holdAnswers(page, pull);
  await practice.book('15:00', 'meera');
  await stale.arrived;
  await board.click('Dr Niket', '11:00');
  const recorder = await recordFrames(page);
  await bookFor(page, 'Priya');
  await expect(board.card('11:00 AM Priya Sharma')).toHaveCount(1);
  await expect(desk.connection).toHaveText('Hub here');
  stale.release();
  await settle(desk, practice, '16:00');
  expect(appearances(await recorder.frames(), 'Priya Sharma')).toHaveLength(1);
});
