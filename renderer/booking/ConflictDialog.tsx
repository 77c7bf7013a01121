import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import * as z from 'zod';
import { commandOf } from '../../shared/commands/index.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Override } from '../../shared/time/availability-types.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useLive, useRunCommand } from '../data/index.ts';
import type { Attempt } from './Booker.tsx';
import { conflictsOf, conflictWords, type Suggestion, suggestionsOf } from './conflicts.ts';
import { overridesFor, quietOverrides } from './overrides.ts';
import { SuggestionButtons } from './SuggestionButtons.tsx';
import { useLookup } from './useLookup.ts';

interface ConflictDialogProps {
  readonly attempt: Attempt;
  readonly refusal: Refusal;
  readonly onSuggestion: (place: Suggestion) => void;
  readonly onOverride: (rules: readonly Override[], reason: string) => void;
  /** A hold that was in the way has been given back. */
  readonly onReleased: () => void;
  readonly onClose: () => void;
}

/** What is asked before a rule is set aside, and the button that does it. */
function wordsOf(name: Attempt['name']): { readonly because: string; readonly anyway: string } {
  switch (name) {
    case 'bookings.create':
      return { because: t`Book here anyway, because`, anyway: t`Book anyway` };
    case 'classes.create':
      return { because: t`Schedule here anyway, because`, anyway: t`Schedule anyway` };
    case 'bookings.reschedule':
    case 'classes.reschedule':
    case 'visits.reschedule':
      return { because: t`Move here anyway, because`, anyway: t`Move anyway` };
  }
}

/** Says what is in the way of a booking or a move and offers the ways out. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { attempt, refusal, onSuggestion, onOverride, onReleased, onClose } = props;
  const { format } = usePractice();
  const clock = useClock();
  const run = useRunCommand();
  const [reason, setReason] = useState('');
  const conflicts = conflictsOf(refusal);
  const lookup = useLookup(conflicts, attempt.resource_id);
  const suggestions = useSuggestions(attempt, refusal);
  const rules = overridesFor(conflicts);
  const held = conflicts.every(({ type }) => type === 'held') ? conflicts : [];
  const words = wordsOf(attempt.name);

  const release = async () => {
    for (const { id } of held) await run('holds.delete', { id });
    onReleased();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={600}>{t`${{ time: format.dayTime(attempt.start_at) }} isn’t free`}</Text>}
      centered
      size="md"
      zIndex={400}
    >
      <Stack gap="md">
        <List size="sm" spacing={4} aria-label={t`What is in the way`}>
          {lookup &&
            conflicts.map((conflict) => (
              <List.Item key={`${conflict.type} ${conflict.id} ${conflict.resource_id}`}>
                {conflictWords(conflict, lookup, attempt.resource_id)}
              </List.Item>
            ))}
        </List>
        {suggestions.length > 0 && (
          <Stack gap={6}>
            <Text size="sm" fw={600}>
              <Trans>Free instead</Trans>
            </Text>
            <SuggestionButtons suggestions={suggestions} onPick={onSuggestion} />
          </Stack>
        )}
        {rules && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const quiet = quietOverrides(parseInstant(attempt.start_at), clock());
              if (reason.trim()) onOverride([...new Set([...quiet, ...rules])], reason.trim());
            }}
          >
            <Group align="flex-end" gap="xs" wrap="nowrap">
              <TextInput
                label={words.because}
                placeholder={t`Reason, kept with the booking`}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                maxLength={500}
                flex={1}
              />
              <Button type="submit" variant="default" disabled={!reason.trim()}>
                {words.anyway}
              </Button>
            </Group>
          </form>
        )}
        <Group justify="flex-end">
          {held.length > 0 && (
            <Button variant="default" onClick={release}>
              <Trans>Take the time over</Trans>
            </Button>
          )}
          <Button variant="subtle" onClick={onClose} data-autofocus>
            <Trans>Leave it</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Those of the refusal, or found here where it has none. */
function useSuggestions(attempt: Attempt, refusal: Refusal): readonly Suggestion[] {
  const given = suggestionsOf(refusal.details);
  const { data } = useLive(
    ['bookings', 'holds', 'blocks', 'resources', 'services'],
    async (query, ctx) => {
      const command = commandOf(attempt.name);
      const args = command && z.safeDecode(command.args, attempt.args);
      if (given.length > 0 || !args?.success) return [];
      return suggestionsOf(await command?.suggest?.(query, args.data, ctx));
    },
    [attempt.name, JSON.stringify(attempt.args), given.length],
  );
  return given.length > 0 ? given : (data ?? []);
}
