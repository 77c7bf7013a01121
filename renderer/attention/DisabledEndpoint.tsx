import { t } from '@lingui/core/macro';
import { Button, Modal, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { Link } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import type { DisabledRow } from '../integrations/disabled.tsx';
import { hubWords, offWords, onWords } from '../integrations/words.ts';
import { usePerson } from '../person/person.tsx';
import { SignIn } from '../person/SignIn.tsx';
import { useDeed } from '../person/useDeed.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { AttentionItem } from './AttentionItem.tsx';
import classes from './attention.module.css';

interface DisabledEndpointProps {
  readonly row: DisabledRow;
  readonly onSettled: () => void;
}

/** A webhook that was switched off: one click switches it on and sends what it missed (rule E5). */
export function DisabledEndpoint({ row, onSettled }: DisabledEndpointProps) {
  const { format } = usePractice();
  const { person } = usePerson();
  const { busy, refusal, act } = useDeed();
  const [asking, setAsking] = useState(false);
  const { endpoint_id: id, description, host, disabled_at, reason } = row;
  const name = description || host;

  const enable = async () => {
    const path = `/v2/webhooks/${id}/enable`;
    const said = t`${name} is on again; what it missed is being sent`;
    if (await act({ method: 'POST', path, body: {} }, said)) onSettled();
  };
  const goOn = useEffectEvent(() => {
    setAsking(false);
    void enable();
  });
  // The click came before the name: it counts as soon as somebody is there who may.
  useEffect(() => {
    if (asking && person) goOn();
  }, [asking, person]);

  return (
    <AttentionItem
      title={t`${name} is told nothing any more`}
      aside={`${t`Switched off by the hub ${format.dayTime(disabled_at)}`} · ${host}`}
      ways={
        <>
          <Button
            size="compact-md"
            variant="light"
            className={classes.wraps}
            loading={busy}
            onClick={() => (person ? void enable() : setAsking(true))}
          >
            {onWords(reason)}
          </Button>
          <Button component={Link} to={`/integrations/webhooks/${id}`} size="compact-md" variant="default">
            {t`Look at it`}
          </Button>
          <Button size="compact-md" variant="subtle" color="gray" onClick={onSettled}>
            {t`Dismiss`}
          </Button>
        </>
      }
    >
      <Text size="sm">{offWords(reason)}</Text>
      {refusal && (
        <ProblemText>
          {refusal.code === 'not_found' ? t`Somebody removed this webhook meanwhile.` : hubWords(refusal)}
        </ProblemText>
      )}
      <Modal
        opened={asking && !person}
        onClose={() => setAsking(false)}
        centered
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <SignIn title={t`Switch ${name} on`} />
      </Modal>
    </AttentionItem>
  );
}
