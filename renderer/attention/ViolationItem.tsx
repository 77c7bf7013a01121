import { t } from '@lingui/core/macro';
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { suggestMoves } from '../../shared/commands/bookings/move.ts';
import type { AttentionReason } from '../../shared/resources/bookings.ts';
import type { Conflict } from '../../shared/time/availability-types.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useBooker } from '../booking/Booker.tsx';
import { readBookingView } from '../booking/booking-view.ts';
import { type Suggestion, suggestionsOf } from '../booking/conflicts.ts';
import { moveAttempt } from '../booking/move.ts';
import { SuggestionButtons } from '../booking/SuggestionButtons.tsx';
import { useLookup } from '../booking/useLookup.ts';
import { useLive } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { AttentionItem } from './AttentionItem.tsx';
import { Reasons } from './Reasons.tsx';
import type { Violation } from './violations.tsx';

/** A booking that lies where it may not be: why, and the ways out. */
export function ViolationItem({ violation: { booking, reasons } }: { readonly violation: Violation }) {
  const { format } = usePractice();
  const clock = useClock();
  const { book } = useBooker();
  const { act } = useUndo();
  const [problem, setProblem] = useState<string>();
  const conflicts = reasons.flatMap(conflictOf);
  const lookup = useLookup(conflicts, booking.resource_id);
  const { data } = useLive(
    ['bookings', 'customers', 'services', 'resources', 'blocks', 'holds'],
    async (query, ctx) => ({
      view: await readBookingView(query, booking.id),
      suggestions: suggestionsOf(await suggestMoves(query, { id: booking.id }, ctx)),
    }),
    [booking.id, booking.version],
  );
  if (!data?.view || !lookup) return null;
  const { view, suggestions } = data;
  const name = view.customer?.name ?? t`Somebody`;
  const title = `${name}, ${format.dayTime(booking.start_at)}`;
  const aside = [view.service?.name, ...view.resources.map((each) => each.name)].filter(Boolean).join(' · ');

  const move = (place: Suggestion) => {
    const args = { id: booking.id, start_at: place.start_at, resource_id: place.resource_id };
    return book(moveAttempt({ booking, name, args, now: clock(), format }));
  };
  const leave = async () => {
    const deed = { name: 'bookings.resolve' as const, id: booking.id, before: booking };
    const refusal = await act({ ...deed, args: { id: booking.id }, said: t`Left as it is: ${title}` });
    setProblem(refusal && refusalWords(refusal));
  };

  return (
    <AttentionItem
      title={title}
      aside={aside}
      ways={
        <>
          <Button component={Link} to={`/booking/${booking.id}`} size="compact-md" variant="default">
            {t`Open the booking`}
          </Button>
          <Button
            component={Link}
            to={`/reassign/${localDate(format.zone, Date.parse(booking.start_at))}/${booking.resource_id}`}
            size="compact-md"
            variant="default"
          >
            {t`Reassign the day`}
          </Button>
          <Button size="compact-md" variant="subtle" color="gray" onClick={() => void leave()}>
            {t`Leave it as it is`}
          </Button>
        </>
      }
    >
      <Reasons conflicts={conflicts} lookup={lookup} resourceId={booking.resource_id} />
      {suggestions.length > 0 && (
        <Stack gap={6}>
          <Text size="sm" fw={600}>
            {t`Move there instead`}
          </Text>
          <SuggestionButtons suggestions={suggestions} onPick={(place) => void move(place)} />
        </Stack>
      )}
      {problem && <ProblemText>{problem}</ProblemText>}
    </AttentionItem>
  );
}

/** As something in the way; a visit that a manager put over another is in its way, too. */
function conflictOf({ type, id, resource_id }: AttentionReason): Conflict[] {
  if (type === 'pending') return [];
  return [
    {
      type: type === 'overbooked' ? 'existing_booking' : type,
      ...(id && { id }),
      ...(resource_id && { resource_id }),
    },
  ];
}
