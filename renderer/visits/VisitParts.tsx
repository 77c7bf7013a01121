import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { loadParts } from '../../shared/commands/visits/load.ts';
import { isRefusal } from '../../shared/errors.ts';
import { type Booking, givesBack } from '../../shared/resources/bookings.ts';
import { formatInstant, parseInstant } from '../../shared/time/instants.ts';
import { usePractice } from '../app/practice.tsx';
import { useBooker } from '../booking/Booker.tsx';
import bookingClasses from '../booking/booking.module.css';
import { DayInput } from '../booking/DayInput.tsx';
import { MoveOrCancel } from '../booking/MoveOrCancel.tsx';
import { ReasonForm } from '../booking/ReasonForm.tsx';
import { StartInput } from '../booking/StartInput.tsx';
import { useLive } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import classes from './visits.module.css';

interface VisitPartsProps {
  readonly id: string;
  /** The one whose drawer this is. */
  readonly booking: Booking;
  /** The customer's. */
  readonly name: string;
}

/** What else the customer comes for in the same stay; the whole of it is moved and cancelled at once. */
export function VisitParts({ id, booking, name }: VisitPartsProps) {
  const { format } = usePractice();
  const [doing, setDoing] = useState<'move' | 'cancel'>();
  const { data } = useLive(
    ['bookings', 'services', 'resources'],
    async (query) => {
      const parts = await loadParts(query, id);
      if (isRefusal(parts)) return [];
      const live = parts.filter(({ status }) => !givesBack(status));
      return Promise.all(
        live.map(async (part) => ({
          part,
          service: (await query.get('services', part.service_id))?.name ?? '',
          person: (await query.get('resources', part.resource_id))?.name ?? '',
        })),
      );
    },
    [id],
  );
  const first = data?.[0]?.part;
  if (!data || !first || data.length < 2) return null;
  return (
    <div className={bookingClasses.section}>
      <Text size="sm" fw={600} mb="xs" component="h3">
        <Trans>In the same stay</Trans>
      </Text>
      <ul className={classes.parts} aria-label={t`In the same stay`}>
        {data.map(({ part, service, person }) => (
          <li key={part.id}>
            {format.times(part.start_at, part.end_at)}{' '}
            {part.id === booking.id ? service : <Link to={`/booking/${part.id}`}>{service}</Link>}, {person}
          </li>
        ))}
      </ul>
      {doing === undefined && (
        <MoveOrCancel move={t`Move the whole stay…`} cancel={t`Cancel the whole stay…`} onChoose={setDoing} />
      )}
      {doing === 'move' && <MoveStay id={id} first={first} name={name} onDone={() => setDoing(undefined)} />}
      {doing === 'cancel' && <CancelStay id={id} name={name} onDone={() => setDoing(undefined)} />}
    </div>
  );
}

function MoveStay(props: {
  readonly id: string;
  readonly first: Booking;
  readonly name: string;
  readonly onDone: () => void;
}) {
  const { id, first, name, onDone } = props;
  const { format } = usePractice();
  const { book } = useBooker();
  const [start, setStart] = useState(() => parseInstant(first.start_at));
  const move = async () => {
    const args = { id, start_at: formatInstant(start), override: ['slot_step' as const] };
    const back = { id, start_at: first.start_at, override: ['slot_step', 'min_notice'] };
    const done = await book({
      name: 'visits.reschedule',
      id,
      args,
      resource_id: first.resource_id,
      start_at: args.start_at,
      said: '',
      saidFor: (place) => t`Moved ${name}’s whole stay to ${{ time: format.dayTime(place.start_at) }}`,
      reversal: {
        undo: [{ name: 'visits.reschedule', args: back }],
        redo: [{ name: 'visits.reschedule', args }],
      },
    });
    if (done) onDone();
  };
  return (
    <form
      aria-label={t`Move the whole stay`}
      onSubmit={(event) => {
        event.preventDefault();
        void move();
      }}
    >
      <Stack gap="xs">
        <div className={bookingClasses.pair}>
          <DayInput start={start} onChange={setStart} />
          <StartInput start={start} onChange={setStart} />
        </div>
        <Group gap="xs">
          <Button type="submit" size="sm">
            <Trans>Move the whole stay</Trans>
          </Button>
          <Button variant="subtle" color="gray" size="sm" onClick={onDone}>
            <Trans>Leave it</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function CancelStay(props: { readonly id: string; readonly name: string; readonly onDone: () => void }) {
  const { id, name, onDone } = props;
  const { act } = useUndo();
  const [problem, setProblem] = useState<string>();
  const cancel = async (reason: string) => {
    const args = { id, ...(reason && { reason }) };
    const refusal = await act({ name: 'visits.cancel', id, args, said: t`Cancelled ${name}’s whole stay` });
    setProblem(refusal && refusalWords(refusal));
    if (!refusal) onDone();
  };
  return (
    <ReasonForm
      label={t`Cancel the whole stay`}
      action={t`Cancel all of it`}
      problem={problem}
      onCancel={(reason) => void cancel(reason)}
      onBack={onDone}
    />
  );
}
