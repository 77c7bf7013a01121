import { noteFeel } from '../../kit/feel.ts';
import { expect, test } from '../fixtures.ts';
import { byKeyboard } from './by-keyboard.ts';
import { expectAgreement, startDay } from './day.ts';

test('a morning in twelve actions by keyboard alone, with the network cut in between: the other desk and the hub agree', async ({
  practice,
  openDesk,
}) => {
  const here = await openDesk({ keepsFiles: true });
  const there = await openDesk();
  await here.page.evaluate(noteFeel);
  const { act, ...day } = startDay({ desk: here, person: byKeyboard(here) });
  const [priya, rahul, meera] = ['Priya Sharma', 'Rahul Verma', 'Meera Iyer'];

  await act('a call', (she) => she.book(priya, 'Dr Niket', '11:00'), {
    [priya]: { time: '11:00', status: 'confirmed' },
  });
  await act('a call', (she) => she.book(rahul, 'Dr Asha', '11:00'), {
    [rahul]: { time: '11:00', status: 'confirmed' },
  });
  await act('a move', (she) => she.move(priya, 'Dr Asha', '11:30'), {
    [priya]: { time: '11:30', status: 'confirmed' },
  });
  await act('a longer visit', (she) => she.stretch(priya, 'Dr Asha', '12:30'));
  await act('taken back', (she) => she.undo());
  await act('somebody new', (she) => she.bookNew('Nadia Okafor', '98765 00001', 'Dr Niket', '11:00'), {
    'Nadia Okafor': { time: '11:00', status: 'confirmed' },
  });
  await here.untilKeptForOffline();
  await here.cutNetwork();
  await act('a walk-in, offline', (she) => she.walkIn(meera), {
    [meera]: { time: '10:00', status: 'checked_in' },
  });
  await act('arrived, offline', (she) => she.put(rahul, 'Arrived'), { [rahul]: { status: 'checked_in' } });
  await act('a cancellation, offline', (she) => she.cancel('Nadia Okafor', 'Has to work'), {
    'Nadia Okafor': { status: 'cancelled' },
  });
  await act('taken back', (she) => she.undo(), { 'Nadia Okafor': { status: 'confirmed' } });
  await act('done again', (she) => she.redo(), { 'Nadia Okafor': { status: 'cancelled' } });
  await here.mendNetwork();
  await act('started', (she) => she.put(rahul, 'Start'), { [rahul]: { status: 'in_progress' } });

  expect(day.actions).toHaveLength(12);
  await expectAgreement(practice, [here, there], day.outcomes);
});
