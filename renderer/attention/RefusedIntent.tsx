import { t } from '@lingui/core/macro';
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import * as z from 'zod';
import { commandOf } from '../../shared/commands/index.ts';
import { type Refusal, refuse } from '../../shared/errors.ts';
import { localDate } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { conflictsOf, type Suggestion, suggestionsOf } from '../booking/conflicts.ts';
import { SuggestionButtons } from '../booking/SuggestionButtons.tsx';
import { useLookup } from '../booking/useLookup.ts';
import { type Intent, useDesk, useLive } from '../data/index.ts';
import { authorOf } from '../people/author.ts';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { AttentionItem } from './AttentionItem.tsx';
import { describeIntent, type Wanted } from './describe-intent.ts';
import { Reasons } from './Reasons.tsx';

interface RefusedIntentProps {
  readonly intent: Intent;
  readonly onSettled: () => Promise<void>;
}

/** One refused intent: what was wanted, why not, and the ways out. */
export function RefusedIntent({ intent, onSettled }: RefusedIntentProps) {
  const { format } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const [again, setAgain] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const { data } = useLive(
    ['bookings', 'customers', 'services', 'resources', 'blocks', 'holds'],
    async (query, ctx) => {
      const command = commandOf(intent.command);
      const args = command && z.safeDecode(command.args, intent.args);
      return {
        wanted: await describeIntent(query, intent, format),
        // Found anew, so that each is free now; the hub's own where this desk finds none.
        found: args?.success ? suggestionsOf(await command?.suggest?.(query, args.data, ctx)) : [],
      };
    },
    [intent.id, format.zone, format.locale],
  );
  const refusal = again ?? intent.refusal ?? refuse('internal', 'The hub gave no reason');
  const conflicts = conflictsOf(refusal);
  const lookup = useLookup(conflicts, data?.wanted.resource_id);
  if (!data) return null;
  const { wanted, found } = data;
  const who = authorOf(desk, intent);
  const suggestions = found.length > 0 ? found : suggestionsOf(refusal.details);
  const moving = intent.command === 'bookings.reschedule';
  const movable = conflicts.length > 0 && suggestions.length > 0;

  const repeat = async (place?: Suggestion) => {
    setBusy(true);
    const args: Record<string, unknown> = { ...intent.args, ...place };
    const id = typeof args.id === 'string' ? args.id : desk.context().id('bk');
    const before = await desk.read((query) => query.get('bookings', id));
    const deed = { name: intent.command, args, id, ...(before && { before }), said: saidOf(wanted, place) };
    const refused = await act(deed);
    if (!refused) return onSettled();
    setAgain(refused);
    setBusy(false);
  };
  const saidOf = ({ name, title }: Wanted, place?: Suggestion) =>
    place
      ? moving
        ? t`Moved ${name}, ${format.dayTime(place.start_at)}`
        : t`Booked ${name}, ${format.dayTime(place.start_at)}`
      : t`Done: ${title}`;

  const when = format.dayTime(intent.issued_at);
  return (
    <AttentionItem
      title={wanted.title}
      aside={
        who
          ? t`Done at this desk by ${who} ${when}, not accepted by the hub`
          : t`Done at this desk ${when}, not accepted by the hub`
      }
      ways={
        <>
          {!movable && (
            <Button size="compact-md" variant="light" loading={busy} onClick={() => void repeat()}>
              {t`Try again`}
            </Button>
          )}
          {wanted.start_at && (
            <Button
              component={Link}
              to={`/board/${localDate(format.zone, Date.parse(wanted.start_at))}`}
              size="compact-md"
              variant="default"
            >
              {t`Open the board there`}
            </Button>
          )}
          <Button size="compact-md" variant="subtle" color="gray" onClick={() => void onSettled()}>
            {t`Dismiss`}
          </Button>
        </>
      }
    >
      {conflicts.length > 0 && lookup ? (
        <Reasons conflicts={conflicts} lookup={lookup} resourceId={wanted.resource_id} />
      ) : (
        <Text size="sm">{refusalWords(refusal)}</Text>
      )}
      {movable && (
        <Stack gap={6}>
          <Text size="sm" fw={600}>
            {moving ? t`Move there instead` : t`Book instead`}
          </Text>
          <SuggestionButtons
            suggestions={suggestions}
            disabled={busy}
            onPick={({ start_at, resource_id }) => void repeat({ start_at, resource_id })}
          />
        </Stack>
      )}
    </AttentionItem>
  );
}
