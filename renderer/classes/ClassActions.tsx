import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { usePractice } from '../app/practice.tsx';
import { ReasonForm } from '../booking/ReasonForm.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import type { ClassView } from './read-class.ts';

/** Cancels a class and everybody’s seat in it; that is asked for twice, since it cannot be taken back. */
export function ClassActions({ view: { session, service, attendees } }: { readonly view: ClassView }) {
  const { format } = usePractice();
  const { act } = useUndo();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (!asking)
    return (
      <Button variant="subtle" color="red" c="var(--desk-bad)" size="sm" onClick={() => setAsking(true)}>
        Cancel class
      </Button>
    );

  const cancel = async (reason: string) => {
    const refusal = await act({
      name: 'classes.cancel',
      id: session.id,
      args: { id: session.id, ...(reason && { reason }) },
      said: `Cancelled ${service?.name ?? 'the class'}, ${format.dayTime(session.start_at)}`,
    });
    setProblem(refusal && refusalWords(refusal));
  };
  const people = attendees.length === 1 ? 'the 1 booking' : `the ${attendees.length} bookings`;
  return (
    <ReasonForm
      label="Cancel the class"
      action="Cancel the class"
      problem={problem}
      onCancel={(reason) => void cancel(reason)}
      onBack={() => setAsking(false)}
    >
      <Text size="sm">
        {attendees.length === 0 ? 'Nobody has a seat in it.' : `This cancels ${people} in it, too.`} It can’t
        be taken back.
      </Text>
    </ReasonForm>
  );
}
