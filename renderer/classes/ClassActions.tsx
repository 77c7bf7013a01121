import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePractice } from '../app/practice.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import type { ClassView } from './read-class.ts';

/** Cancels a class and everybody’s seat in it; that is asked for twice, since it cannot be taken back. */
export function ClassActions({ view: { session, service, attendees } }: { readonly view: ClassView }) {
  const { format } = usePractice();
  const { act } = useUndo();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  if (!asking)
    return (
      <Button variant="subtle" color="red" c="var(--desk-bad)" size="sm" onClick={() => setAsking(true)}>
        Cancel class
      </Button>
    );

  const cancel = async () => {
    const refusal = await act({
      name: 'classes.cancel',
      id: session.id,
      args: { id: session.id, ...(reason.trim() && { reason: reason.trim() }) },
      said: `Cancelled ${service?.name ?? 'the class'}, ${format.dayTime(session.start_at)}`,
    });
    setProblem(refusal && refusalWords(refusal));
  };
  const people = attendees.length === 1 ? 'the 1 booking' : `the ${attendees.length} bookings`;
  return (
    <form
      aria-label="Cancel the class"
      onSubmit={(event) => {
        event.preventDefault();
        void cancel();
      }}
    >
      <Stack gap="xs">
        <Text size="sm">
          {attendees.length === 0 ? 'Nobody has a seat in it.' : `This cancels ${people} in it, too.`} It
          can’t be taken back.
        </Text>
        <TextInput
          label="Why is it cancelled?"
          description="May stay empty"
          autoFocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem && (
          <Text size="sm" c="var(--desk-bad)" role="alert">
            {problem}
          </Text>
        )}
        <Group gap="xs">
          <Button type="submit" color="red" size="sm">
            Cancel the class
          </Button>
          <Button variant="subtle" color="gray" size="sm" onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
