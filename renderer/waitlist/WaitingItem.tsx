import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { CommandName } from '../../shared/commands/index.ts';
import { usePractice } from '../app/practice.tsx';
import { useResourceNames } from '../booking/useResourceNames.ts';
import { useConnection } from '../data/index.ts';
import { Ltr } from '../ui/Ltr.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import type { Waiting } from './read-waiting.ts';
import classes from './waitlist.module.css';
import { wishWords } from './wish-words.ts';

/** Somebody who waits: their wish, what is free for them, and what they answered to an offer. */
export function WaitingItem({ row }: { readonly row: Waiting }) {
  const { entry, customer, service, people, free } = row;
  const { format } = usePractice();
  const { act } = useUndo();
  const online = useConnection().state === 'online';
  const names = useResourceNames();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const name = customer?.name ?? t`Somebody`;
  const { offer } = entry;

  const take = async (command: CommandName, said: string, more: Readonly<Record<string, unknown>> = {}) => {
    setBusy(true);
    const refusal = await act({ name: command, id: entry.id, args: { id: entry.id, ...more }, said });
    setProblem(refusal && refusalWords(refusal));
    setBusy(false);
  };
  const place = (at: { readonly start_at: string; readonly resource_id: string }) => {
    const [time, person] = [format.dayTime(at.start_at), names?.get(at.resource_id)];
    return person ? t`${time} with ${person}` : time;
  };
  const offered = free && {
    start_at: free.start_at,
    ...(free.class_id ? { class_id: free.class_id } : { resource_id: free.resource_id }),
  };

  return (
    <li className={classes.item} aria-label={name} data-offered={offer !== undefined || undefined}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div className={classes.grow}>
            <Title order={2} size="h5">
              {name}
            </Title>
            <Text size="sm">{[service?.name, ...people].filter(Boolean).join(' · ')}</Text>
          </div>
          {entry.urgency === 'urgent' && (
            <Badge color="red" variant="light" c="var(--desk-bad)">
              <Trans>Urgent</Trans>
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {wishWords(entry, format)} · {t`waits since ${{ day: format.day(entry.created_at) }}`}
          {customer?.phone && (
            <>
              {' · '}
              <Ltr>{customer.phone}</Ltr>
            </>
          )}
        </Text>
        {entry.notes && <Text size="sm">{entry.notes}</Text>}
        {offer && (
          <Text size="sm" fw={600}>
            {t`Offered: ${{ place: place(offer) }}, held until ${{ time: format.dayTime(offer.expires_at) }}`}
          </Text>
        )}
        {!offer && (
          <Text size="sm" c={free ? 'var(--desk-good)' : 'dimmed'}>
            {free ? t`Free now: ${{ place: place(free) }}` : t`Nothing that suits is free yet`}
          </Text>
        )}
        {problem && <ProblemText>{problem}</ProblemText>}
        <Group gap="xs">
          {offer ? (
            <>
              <Button
                size="compact-md"
                loading={busy}
                onClick={() => void take('waitlist.accept', t`Booked ${name}, ${{ time: place(offer) }}`)}
              >
                <Trans>Accepted</Trans>
              </Button>
              <Button
                size="compact-md"
                variant="default"
                onClick={() => void take('waitlist.decline', t`${name} waits on`)}
              >
                <Trans>Declined</Trans>
              </Button>
            </>
          ) : (
            offered && (
              <Button
                size="compact-md"
                variant="light"
                loading={busy}
                disabled={!online}
                title={online ? undefined : t`Offering needs the hub, which keeps the time`}
                onClick={() => void take('waitlist.offer', t`Offered to ${name}`, offered)}
              >
                <Trans>Offer it</Trans>
              </Button>
            )
          )}
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            onClick={() => void take('waitlist.delete', t`${name} waits no more`)}
          >
            <Trans>Take off the list</Trans>
          </Button>
        </Group>
      </Stack>
    </li>
  );
}
