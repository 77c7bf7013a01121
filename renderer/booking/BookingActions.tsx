import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Booking, BookingStatus } from '../../shared/resources/bookings.ts';
import { dayLength } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import type { BookingView } from './booking-view.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { type StatusStep, stepsFrom } from './status.ts';

/** Statuses at whose end people ask when to come again. */
const over: readonly BookingStatus[] = ['in_progress', 'completed'];
/** Most come again after so long. */
const untilNext = 42 * dayLength;

/** One button per step that the life cycle allows now; cancelling asks for a reason first. */
export function BookingActions({ view: { booking, customer } }: { readonly view: BookingView }) {
  const { act } = useUndo();
  const clock = useClock();
  const { format } = usePractice();
  const [cancelling, setCancelling] = useState(false);
  const [problem, setProblem] = useState<string>();
  const name = customer?.name ?? t`the booking`;

  const take = async (step: StatusStep, reason?: string) => {
    const refusal = await act({
      name: step.command,
      id: booking.id,
      before: booking,
      args: { id: booking.id, ...(reason && { reason }) },
      said: t`${{ done: step.done }}: ${name}`,
    });
    setCancelling(false);
    setProblem(refusal && t`${{ step: step.label }} isn’t possible. ${{ why: refusalWords(refusal) }}`);
  };

  return (
    <Stack gap="xs" pb="md">
      {cancelling ? (
        <ReasonForm
          label={t`Cancel booking`}
          action={t`Cancel booking`}
          onCancel={(reason) => {
            const step = stepsFrom[booking.status].find((each) => each.command === 'bookings.cancel');
            if (step) void take(step, reason);
          }}
          onBack={() => setCancelling(false)}
        />
      ) : (
        <Group gap="xs">
          {stepsFrom[booking.status].map((step) => (
            <Button
              key={step.command}
              size="sm"
              variant={step.weight === 'main' ? 'filled' : step.weight === 'danger' ? 'subtle' : 'default'}
              color={step.weight === 'danger' ? 'red' : undefined}
              c={step.weight === 'danger' ? 'var(--desk-bad)' : undefined}
              onClick={() => (step.command === 'bookings.cancel' ? setCancelling(true) : void take(step))}
            >
              {step.label}
            </Button>
          ))}
          {over.includes(booking.status) && (
            <Button
              component={Link}
              to={`/find?${nextVisit(booking, clock(), format.zone)}`}
              size="sm"
              variant="default"
            >
              <Trans>Next visit…</Trans>
            </Button>
          )}
        </Group>
      )}
      {problem && <ProblemText>{problem}</ProblemText>}
    </Stack>
  );
}

/** What find-a-time is asked for: the same again, in six weeks. */
function nextVisit(booking: Booking, now: number, zone: string): URLSearchParams {
  return new URLSearchParams({
    service: booking.service_id,
    customer: booking.customer_id,
    with: booking.resource_id,
    from: localDate(zone, now + untilNext),
  });
}
