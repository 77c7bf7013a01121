import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { StatusPill } from '../booking/StatusMark.tsx';
import { stepsFrom } from '../booking/status.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import styles from './classes.module.css';
import type { Attendee } from './read-class.ts';

/** Who has a seat; whoever comes in is marked with one click. */
export function AttendeeList({ attendees }: { readonly attendees: readonly Attendee[] }) {
  const { act } = useUndo();
  if (attendees.length === 0)
    return (
      <Text size="sm" c="dimmed" mb="md">
        <Trans>Nobody has a seat yet.</Trans>
      </Text>
    );
  return (
    <ul className={styles.attendees} aria-label={t`Attendees`}>
      {attendees.map(({ booking, customer }) => {
        const name = customer?.name ?? t`Name not here yet`;
        const step = stepsFrom[booking.status].find(({ weight }) => weight === 'main');
        return (
          <li key={booking.id} className={styles.attendee}>
            <Link to={`/booking/${booking.id}`} className={styles.name}>
              {name}
              {customer?.alert && (
                <span className={styles.alert}>
                  <IconAlertTriangle size={14} aria-hidden /> {customer.alert}
                </span>
              )}
            </Link>
            <StatusPill status={booking.status} />
            {step && (
              <Button
                size="compact-xs"
                variant="light"
                aria-label={t`${{ step: step.label }}: ${name}`}
                onClick={() =>
                  void act({
                    name: step.command,
                    id: booking.id,
                    before: booking,
                    args: { id: booking.id },
                    said: t`${{ done: step.done }}: ${name}`,
                  })
                }
              >
                {step.label}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
