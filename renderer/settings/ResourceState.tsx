import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Refusal } from '../../shared/errors.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { swapDeed } from './deeds.ts';
import { Section } from './Section.tsx';
import { useAway } from './useAway.ts';

/** Taking a resource out of the offer for a while, and for good. */
export function ResourceState({ resource }: { readonly resource: Resource }) {
  const { id, name, online } = resource;
  const { act } = useUndo();
  const away = useAway();
  const [problem, setProblem] = useState<string>();
  const [removing, setRemoving] = useState(false);
  const swap = async () => {
    const refusal = await act(
      online
        ? swapDeed('resources.offline', 'resources.online', id, t`${name} takes no new bookings`)
        : swapDeed('resources.online', 'resources.offline', id, t`${name} takes bookings again`),
    );
    setProblem(refusal && refusalWords(refusal));
  };
  return (
    <Section
      title={online ? t`Takes bookings` : t`Offline: takes no new bookings`}
      hint={
        online
          ? t`Offline means: nothing new is offered or booked there. What is booked stays, and comes up under Needs attention.`
          : t`What is booked stays where it is until somebody moves it.`
      }
    >
      <Group gap="xs">
        <Button variant="default" onClick={() => void swap()}>
          {online ? <Trans>Take it offline</Trans> : <Trans>Bring it back</Trans>}
        </Button>
        <Button variant="subtle" color="red" disabled={away !== undefined} onClick={() => setRemoving(true)}>
          <Trans>Remove…</Trans>
        </Button>
      </Group>
      {problem && <ProblemText>{problem}</ProblemText>}
      {removing && <RemoveDialog resource={resource} onClose={() => setRemoving(false)} />}
    </Section>
  );
}

/** Asks first: it can't be taken back. */
function RemoveDialog({ resource, onClose }: { readonly resource: Resource; readonly onClose: () => void }) {
  const { id, name } = resource;
  const { act } = useUndo();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const refusal = await act({ name: 'resources.delete', id, args: { id }, said: t`Removed ${name}` });
    setBusy(false);
    if (refusal) return setProblem(removeWords(refusal, name));
    void navigate('/settings/resources');
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text fw={600}>
          <Trans>Remove {name}?</Trans>
        </Text>
      }
      closeButtonProps={{ 'aria-label': t`Close` }}
      centered
    >
      <Text size="sm">
        <Trans>
          {name} leaves the board for good; past bookings keep the name. This can’t be taken back. For a
          while, offline is enough.
        </Trans>
      </Text>
      {problem && <ProblemText>{problem}</ProblemText>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" data-autofocus onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button color="red" loading={busy} onClick={() => void remove()}>
          <Trans>Remove</Trans>
        </Button>
      </Group>
    </Modal>
  );
}

function removeWords(refusal: Refusal, name: string): string {
  if (refusal.code === 'outside_policy')
    return t`${name} still has bookings to come. Move or cancel them first; “Reassign a day” helps.`;
  return refusalWords(refusal);
}
