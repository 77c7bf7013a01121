import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { usePractice } from '../app/practice.tsx';
import bookingClasses from '../booking/booking.module.css';
import { SideDrawer } from '../booking/SideDrawer.tsx';
import { useLive } from '../data/index.ts';
import { reasonWords } from '../ui/words.ts';
import { AttendeeList } from './AttendeeList.tsx';
import { ClassActions } from './ClassActions.tsx';
import { ClassSettings } from './ClassSettings.tsx';
import { readClassView } from './read-class.ts';
import { SeatForm } from './SeatForm.tsx';

interface ClassDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** A class beside the board: who comes, who else may, and what can be done with it. */
export function ClassDrawer({ id, onClose }: ClassDrawerProps) {
  const { format } = usePractice();
  const { data: view, loading } = useLive(
    ['classes', 'bookings', 'customers', 'services', 'resources'],
    (query) => readClassView(query, id),
    [id],
  );
  const session = view?.session;
  const cancelled = session?.status === 'cancelled';
  return (
    <SideDrawer
      subject={id}
      title={view?.service?.name ?? t`Class`}
      onClose={onClose}
      summary={
        session && (
          <Text size="sm" c="dimmed">
            {format.dayTimes(session.start_at, session.end_at)} ·{' '}
            {view.resources.map(({ name }) => name).join(', ')}
          </Text>
        )
      }
    >
      {view ? (
        <>
          <Text fw={600} mb="xs">
            {cancelled ? t`Cancelled` : seatWords(view.session.seats_taken, view.session.capacity)}
          </Text>
          {cancelled && view.session.cancel_reason && (
            <Text size="sm" mb="sm">
              {reasonWords(view.session.cancel_reason)}
            </Text>
          )}
          <AttendeeList attendees={view.attendees} />
          {!cancelled && (
            <>
              <div className={bookingClasses.section}>
                <SeatForm key={view.session.seats_taken} view={view} />
              </div>
              <div className={bookingClasses.section}>
                <ClassSettings key={view.session.version} view={view} />
              </div>
              <div className={bookingClasses.section}>
                <ClassActions view={view} />
              </div>
            </>
          )}
        </>
      ) : (
        !loading && (
          <Text c="dimmed" size="sm">
            <Trans>This class isn’t at this desk. It may be older than the days that desks keep.</Trans>
          </Text>
        )
      )}
    </SideDrawer>
  );
}

function seatWords(taken: number, capacity: number): string {
  return plural(capacity, {
    one: `${taken} of # seat taken`,
    other: `${taken} of # seats taken`,
  });
}
