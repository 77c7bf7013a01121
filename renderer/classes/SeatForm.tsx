import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { parseInstant } from '../../shared/time/instants.ts';
import { usePractice } from '../app/practice.tsx';
import { CustomerFields } from '../booking/CustomerFields.tsx';
import { quietOverrides } from '../booking/overrides.ts';
import { useCustomerChoice } from '../booking/useCustomerChoice.ts';
import { useDesk } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import type { ClassView } from './read-class.ts';

/** Gives somebody a seat of a class (rule A6). */
export function SeatForm({ view: { session, service } }: { readonly view: ClassView }) {
  const { format } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const who = useCustomerChoice();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (session.seats_taken >= session.capacity)
    return (
      <Text size="sm" c="var(--desk-warn)">
        <Trans>Full: every seat is taken.</Trans>{' '}
        <Anchor component={Link} to={`/waitlist?class=${session.id}`} size="sm">
          <Trans>Put somebody on the waitlist</Trans>
        </Anchor>
      </Text>
    );

  const send = async () => {
    if (busy || !who.chosen) return;
    setBusy(true);
    const customer = await who.settle();
    if (customer) {
      const id = desk.context().id('bk');
      const override = quietOverrides(parseInstant(session.start_at), desk.context().now);
      const refusal = await act({
        name: 'bookings.create',
        id,
        args: { id, customer_id: customer.id, class_id: session.id, override },
        said: t`Booked ${{ name: customer.name }}, ${{ service: service?.name ?? t`class` }}, ${{ time: format.dayTime(session.start_at) }}`,
      });
      setProblem(refusal && refusalWords(refusal));
    }
    setBusy(false);
  };

  return (
    <form
      aria-label={t`Give a seat`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm">
        <CustomerFields choice={who} />
        {problem && <ProblemText>{problem}</ProblemText>}
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={busy} disabled={!who.chosen}>
            <Trans>Give a seat</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
