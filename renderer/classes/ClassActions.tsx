import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
        <Trans>Cancel class</Trans>
      </Button>
    );

  const cancel = async (reason: string) => {
    const refusal = await act({
      name: 'classes.cancel',
      id: session.id,
      args: { id: session.id, ...(reason && { reason }) },
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
          ? t`Nobody has a seat in it. It can’t be taken back.`
          : plural(attendees.length, {
              one: 'This cancels the # booking in it, too. It can’t be taken back.',
              other: 'This cancels the # bookings in it, too. It can’t be taken back.',
            })}
      </Text>
    </ReasonForm>
  );
}
