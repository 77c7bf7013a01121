import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from '../../bench/harness.ts';
import { type BrowserDesk, deskIn } from '../../kit/browser-desk.ts';
import { noteFeel, together } from '../../kit/feel.ts';
import { type KillableBrowser, openKillableBrowser } from '../../kit/killable-browser.ts';
import { expect, test } from '../fixtures.ts';
import { at, monday } from '../practice.ts';
import { byKeyboard } from './by-keyboard.ts';
import { byMouse } from './by-mouse.ts';
import { addCustomers, expectAgreement, type Outcome, startDay } from './day.ts';

// A trace of a browser that is killed cannot be brought to its end.
test.use({ trace: 'off', viewport: { width: 1600, height: 1200 } });
test.setTimeout(15 * 60_000);

let profile: string;
let running: KillableBrowser | undefined;
test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'dunebook-day-'));
});
test.afterEach(async () => {
  await running?.kill();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

for (const [how, hands] of [
  ['mouse', byMouse],
  ['keyboard alone', byKeyboard],
] as const) {
  test(`a working day of sixty actions at two desks by ${how}: nothing is lost, both desks and the hub agree`, async ({
    practice,
    openDesk,
  }) => {
    await addCustomers(practice);
    const side = await openDesk();
    await side.context.addInitScript(noteFeel);
    await side.page.reload();
    await side.untilInStep();
    let front = await openFront(`${practice.hub.url}/#invitation=${await practice.hub.invite()}`, monday);
    await front.untilInStep();
    const atSide = { desk: side, person: hands(side) };
    const atFront = () => ({ desk: front, person: hands(front) });
    const { act, goTo, ...day } = startDay(atFront());
    const clock = async (time: string) => {
      practice.clock.set(at(time));
      for (const desk of [front, side]) await desk.setClock(at(time));
    };
    const booked = (time: string): Outcome => ({ time, status: 'confirmed' });
    const book = (customer: string, person: string, time: string) =>
      act(`books ${customer}`, (she) => she.book(customer, person, time), { [customer]: booked(time) });
    const put = (customer: string, button: string, status: string) =>
      act(`${button}: ${customer}`, (she) => she.put(customer, button), { [customer]: { status } });
    const move = (customer: string, person: string, time: string) =>
      act(`moves ${customer}`, (she) => she.move(customer, person, time), {
        [customer]: { time, status: 'confirmed' },
      });
    const cancel = (customer: string) =>
      act(`cancels ${customer}`, (she) => she.cancel(customer, 'Called off'), {
        [customer]: { status: 'cancelled' },
      });
    const [niket, asha] = ['Dr Niket', 'Dr Asha'];

    await test.step('the telephone', async () => {
      await book('Anna Abel', niket, '11:00');
      await book('Ben Brandt', niket, '11:30');
      await book('Carla Conti', niket, '12:00');
      await book('Dina Duval', niket, '12:30');
      await book('Emil Ekman', niket, '14:00');
      await book('Farah Faris', asha, '11:00');
      await book('Gita Gupta', asha, '11:30');
      await book('Hugo Haas', asha, '12:00');
      await book('Ines Ivanova', asha, '14:00');
      await book('Jonas Jung', asha, '15:00');
      for (const [name, phone, person, time] of [
        ['Kaito Kato', '98765 00001', niket, '15:00'],
        ['Lena Lang', '98765 00002', asha, '16:00'],
      ] as const)
        await act(`books ${name}, who is new`, (she) => she.bookNew(name, phone, person, time), {
          [name]: booked(time),
        });
    });

    await test.step('plans change', async () => {
      await move('Emil Ekman', niket, '13:30');
      await move('Gita Gupta', asha, '13:00');
      await move('Carla Conti', asha, '12:30');
      await move('Dina Duval', niket, '12:00');
      await act('Jonas needs longer', (she) => she.stretch('Jonas Jung', asha, '16:00'));
      await act('Emil needs longer', (she) => she.stretch('Emil Ekman', niket, '14:30'));
      await cancel('Kaito Kato');
      await act('takes that back', (she) => she.undo(), { 'Kaito Kato': { status: 'confirmed' } });
      await cancel('Hugo Haas');
      await act('takes that back', (she) => she.undo(), { 'Hugo Haas': { status: 'confirmed' } });
      await act('and does it again', (she) => she.redo(), { 'Hugo Haas': { status: 'cancelled' } });
      await book('Mona Moreau', asha, '12:00');
      await act('looks Priya up', (she) => she.lookUp('Priya Sharma'));
    });

    await test.step('people come, with a booking and without; she is at the other desk', async () => {
      goTo(atSide);
      await act('a walk-in', (she) => she.walkIn('Nils Novak'), { 'Nils Novak': { status: 'checked_in' } });
      await act('another walk-in', (she) => she.walkIn('Olga Orlova'), {
        'Olga Orlova': { status: 'checked_in' },
      });
      await clock('11:00');
      await put('Anna Abel', 'Arrived', 'checked_in');
      await put('Farah Faris', 'Arrived', 'checked_in');
      await put('Anna Abel', 'Start', 'in_progress');
      await put('Farah Faris', 'Start', 'in_progress');
      await put('Nils Novak', 'Start', 'in_progress');
      await put('Nils Novak', 'Done', 'completed');
      await clock('11:50');
      await put('Anna Abel', 'Done', 'completed');
      await put('Farah Faris', 'Done', 'completed');
      await put('Ben Brandt', 'No-show', 'no_show');
    });

    await test.step('the internet is cut', async () => {
      goTo(atFront());
      await front.cutNetwork();
      await book('Pia Petrov', niket, '16:00');
      await book('Quin Quist', niket, '16:30');
      await move('Quin Quist', niket, '17:00');
      await put('Mona Moreau', 'Arrived', 'checked_in');
      await cancel('Ines Ivanova');
      await act('takes that back', (she) => she.undo(), { 'Ines Ivanova': { status: 'confirmed' } });
    });

    await test.step('and the power goes, the moment one more booking shows', async () => {
      await book('Rosa Rossi', niket, '14:30');
      await day.noteFeel(front);
      await running?.kill();
      front = await openFront(practice.hub.url, at('11:50'));
      goTo(atFront());
      await front.untilInStep();
      await expect(front.board.card('Rosa Rossi')).toHaveCount(1);
      await book('Sami Salo', niket, '17:30');
      await put('Mona Moreau', 'Start', 'in_progress');
      await put('Dina Duval', 'Arrived', 'checked_in');
    });

    await test.step('a practitioner falls ill', async () => {
      await act('gives her day to the other', (she) => she.reassign(asha));
      await act('takes that back', (she) => she.undo());
      await act('and does it again', (she) => she.redo());
    });

    await test.step('the afternoon', async () => {
      await clock('12:20');
      await put('Dina Duval', 'Start', 'in_progress');
      await put('Dina Duval', 'Done', 'completed');
      await put('Mona Moreau', 'Done', 'completed');
      await cancel('Lena Lang');
      await book('Tara Tal', asha, '17:00');
      await act('looks Anna up', (she) => she.lookUp('Anna Abel'));
      goTo(atSide);
      await side.untilInStep();
      await book('Uma Usha', asha, '17:30');
      await put('Olga Orlova', 'Start', 'in_progress');
      await put('Olga Orlova', 'Done', 'completed');
      await cancel('Tara Tal');
      await act('takes that back', (she) => she.undo(), { 'Tara Tal': { status: 'confirmed' } });
    });

    for (const desk of [front, side]) await day.noteFeel(desk);
    expect(day.actions).toHaveLength(60);
    await expectAgreement(practice, [front, side], day.outcomes);
    const { interactions, longTasks, memory } = together(day.feels);
    const feel = JSON.stringify({ how, interactions, longTasks, memory });
    // The bench reads it.
    await test.info().attach('feel', { body: feel, contentType: 'application/json' });
    const inp = quantile(interactions, 0.95);
    process.stdout.write(
      `working day by ${how}: ${interactions.length} interactions, INP median ${quantile(interactions, 0.5)} ms, p95 ${inp} ms, worst ${Math.max(...interactions)} ms; ${longTasks.length} long tasks, longest ${Math.max(0, ...longTasks)} ms, ${Math.round(longTasks.reduce((sum, each) => sum + each, 0))} ms in all; memory ${memory.toFixed(1)} MB; an action takes ${Math.round(
        quantile(
          day.actions.map(({ ms }) => ms),
          0.5,
        ),
      )} ms in the middle\n`,
    );
    expect(memory).toBeLessThan(150);
  });
}

/** The desk at the front, in a browser that can lose its power. */
async function openFront(url: string, now: string): Promise<BrowserDesk> {
  running = await openKillableBrowser(profile);
  await running.page.setViewportSize({ width: 1600, height: 1200 });
  await running.page.context().addInitScript(noteFeel);
  const desk = deskIn(running.page);
  await desk.setClock(now);
  await running.page.goto(url);
  return desk;
}
