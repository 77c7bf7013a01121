import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Group, Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle, IconCloudUp } from '@tabler/icons-react';
import { Link } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import { useLive, usePending } from '../data/index.ts';
import { SeriesPart } from '../series/SeriesPart.tsx';
import { useLate } from '../ui/useLate.ts';
import { VisitParts } from '../visits/VisitParts.tsx';
import { BookingActions } from './BookingActions.tsx';
import { BookingFacts } from './BookingFacts.tsx';
import { BookingHistory } from './BookingHistory.tsx';
import { BookingMove } from './BookingMove.tsx';
import { BookingNotes } from './BookingNotes.tsx';
import { BookingRooms } from './BookingRooms.tsx';
import classes from './booking.module.css';
import { readBookingView } from './booking-view.ts';
import { SideDrawer } from './SideDrawer.tsx';
import { StatusPill } from './StatusMark.tsx';
import { movableStatuses } from './status.ts';

interface BookingDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Everything about one booking, beside the board. */
export function BookingDrawer({ id, onClose }: BookingDrawerProps) {
  const { format } = usePractice();
  const { data: view, loading } = useLive(
    ['bookings', 'customers', 'services', 'resources'],
    (query) => readBookingView(query, id),
    [id],
  );
  const waiting = usePending('bookings').has(id);
  const late = useLate(loading);
  const here = view?.booking.id === id ? view : undefined;
  // A seat moves with its class.
  const movable = here && movableStatuses.includes(here.booking.status) && !here.booking.class_id;

  return (
    <SideDrawer
      subject={id}
      title={here ? (here.customer?.name ?? t`Name not here yet`) : t`Booking`}
      onClose={onClose}
      summary={
        here && (
          <Group gap="xs">
            <StatusPill status={here.booking.status} />
            {here.booking.overbooked && (
              <span className={classes.status} data-status="pending">
                <Trans>Double booked</Trans>
              </span>
            )}
            {waiting && (
              <Group gap={4} c="dimmed">
                <IconCloudUp size={14} aria-hidden />
                <Text size="xs">
                  <Trans>Waiting for the hub</Trans>
                </Text>
              </Group>
            )}
          </Group>
        )
      }
    >
      {here ? (
        <>
          {here.customer?.alert && (
            <Group gap={6} mb="sm" wrap="nowrap" className={classes.alert}>
              <IconAlertTriangle size={16} aria-hidden />
              <Text size="sm" fw={600}>
                {here.customer.alert}
              </Text>
            </Group>
          )}
          <BookingActions view={here} />
          <div className={classes.section}>
            <BookingFacts view={here} />
            {movable && <BookingRooms view={here} />}
            {here.booking.class_id && (
              <Anchor component={Link} to={`/class/${here.booking.class_id}`} size="sm">
                <Trans>Open the class</Trans>
              </Anchor>
            )}
          </div>
          {here.booking.series_id && (
            <SeriesPart
              key={here.booking.id}
              id={here.booking.series_id}
              booking={here.booking}
              name={here.customer?.name ?? t`the customer`}
            />
          )}
          {here.booking.visit_id && (
            <VisitParts
              id={here.booking.visit_id}
              booking={here.booking}
              name={here.customer?.name ?? t`the customer`}
            />
          )}
          {movable && (
            <div className={classes.section}>
              <BookingMove key={here.booking.start_at + here.booking.resource_id} view={here} />
            </div>
          )}
          <div className={classes.section}>
            <BookingNotes
              key={here.booking.id}
              booking={here.booking}
              name={here.customer?.name ?? t`the booking`}
            />
          </div>
          <div className={classes.section}>
            <BookingHistory booking={here.booking} format={format} />
          </div>
        </>
      ) : (
        <NotHere loading={loading} late={late} />
      )}
    </SideDrawer>
  );
}

function NotHere({ loading, late }: { readonly loading: boolean; readonly late: boolean }) {
  if (!loading)
    return (
      <Text c="dimmed" size="sm">
        <Trans>This booking isn’t at this desk. It may be older than the days that desks keep.</Trans>
      </Text>
    );
  return late ? <Skeleton h={160} /> : null;
}
