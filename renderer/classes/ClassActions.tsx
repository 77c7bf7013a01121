import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { usePractice } from '../app/practice.tsx';
import { ReasonForm } from '../booking/ReasonForm.tsx';
import { useDesk } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';
import { severalIn, takingBack } from '../undo/together.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import type { ClassView } from './read-class.ts';

/** Cancels a class and everybody’s seat in it; that is asked for twice, since many may be told of it. */
export function ClassActions({ view: { session, service, attendees } }: { readonly view: ClassView }) {
  const { format } = usePractice();
  const { act } = useUndo();
  const desk = useDesk();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (!asking)
    return (
      <Button variant="subtle" color="red" c="var(--desk-bad)" size="sm" onClick={() => setAsking(true)}>
        <Trans>Cancel class</Trans>
      </Button>
    );

  const cancel = async (reason: string) => {
    const { id } = session;
    const step = { name: 'classes.cancel' as const, args: { id, ...(reason && { reason }) } };
    const reversal = await takingBack(desk, (query) => severalIn(query, id), step);
    const refusal = await act({
      ...step,
      id,
      reversal,
      said: t`Cancelled ${{ service: service?.name ?? t`the class` }}, ${{ time: format.dayTime(session.start_at) }}`,
    });
    setProblem(refusal && refusalWords(refusal));
  };
  return (
    <ReasonForm
      label={t`Cancel the class`}
      action={t`Cancel the class`}
      problem={problem}
      onCancel={(reason) => void cancel(reason)}
      onBack={() => setAsking(false)}
    >
      <Text size="sm">
        {attendees.length === 0
          ? t`Nobody has a seat in it.`
          : plural(attendees.length, {
              one: 'This cancels the # booking in it, too.',
              other: 'This cancels the # bookings in it, too.',
            })}
      </Text>
    </ReasonForm>
  );
}
