import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import type { BookingView } from './booking-view.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { type StatusStep, stepsFrom } from './status.ts';

/** One button per step that the life cycle allows now; cancelling asks for a reason first. */
export function BookingActions({ view: { booking, customer } }: { readonly view: BookingView }) {
  const { act } = useUndo();
  const [cancelling, setCancelling] = useState(false);
  const [problem, setProblem] = useState<string>();
  const name = customer?.name ?? 'the booking';

  const take = async (step: StatusStep, reason?: string) => {
    const refusal = await act({
      name: step.command,
      id: booking.id,
      before: booking,
      args: { id: booking.id, ...(reason && { reason }) },
      said: `${step.done}: ${name}`,
    });
    setCancelling(false);
    setProblem(refusal && `${step.label} isn’t possible. ${refusalWords(refusal)}`);
  };

  return (
    <Stack gap="xs" pb="md">
      {cancelling ? (
        <ReasonForm
          label="Cancel booking"
          action="Cancel booking"
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
        </Group>
      )}
      {problem && (
        <Text size="sm" c="var(--desk-bad)" role="alert">
          {problem}
        </Text>
      )}
    </Stack>
  );
}
