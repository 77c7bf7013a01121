import { plural, t } from '@lingui/core/macro';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { givesBack } from '../../shared/resources/bookings.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { localDate, nextStartOfDay, startOfDay } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useDesk, useLive } from '../data/index.ts';
import { useShut, useWho } from '../people/useWho.ts';
import { desktopProgram } from '../ui/desktop.ts';
import { restart } from './restart.ts';
import { UpdateMessage } from './UpdateMessage.tsx';
import { useProgramState } from './useProgramState.ts';

/** What the desktop program and the open desk have to tell each other. Nothing to look at. */
export function Program() {
  useTray();
  useUpdateTold();
  return null;
}

/** Tells the tray how many bookings there are today, and whether there is somebody to lock out. */
function useTray(): void {
  const { format } = usePractice();
  const today = localDate(format.zone, useNow(60_000));
  const { people } = useWho();
  const shut = useShut();
  const canLock = people.length > 0 && !shut;
  const { data: count } = useLive(
    ['bookings'],
    async (query) => {
      const start = startOfDay(format.zone, today);
      const bookings = await query.range('bookings', [
        ['start_at', '>=', formatInstant(start)],
        ['start_at', '<', formatInstant(nextStartOfDay(format.zone, start))],
      ]);
      return bookings.filter(({ status }) => !givesBack(status)).length;
    },
    [today, format.zone],
  );
  useEffect(() => {
    if (count === undefined) return;
    const words = plural(count, { one: '# booking today', other: '# bookings today' });
    void desktopProgram()?.setToday({ bookings: count, words, can_lock: canLock });
  }, [count, canLock]);
}

const noticeId = 'update';

/** The version that was told of: screens and languages come and go, and it is said once. */
let told: string | undefined;

/** Says once that a newer version is ready; This desk goes on saying it. */
function useUpdateTold(): void {
  const desk = useDesk();
  const updates = useProgramState()?.updates;
  const version = updates?.state === 'ready' ? updates.version : undefined;
  useEffect(() => {
    const program = desktopProgram();
    if (version === undefined || version === told || !program) return;
    told = version;
    notifications.show({
      id: noticeId,
      autoClose: false,
      closeButtonProps: { 'aria-label': t`Close` },
      message: (
        <UpdateMessage
          version={version}
          onRestart={() => restart(program, desk.connection.get())}
          onLater={() => notifications.hide(noticeId)}
        />
      ),
    });
  }, [version, desk]);
}
