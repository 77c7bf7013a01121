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
import { useDesk, useLive } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';
import { severalOf, takingBack } from '../undo/together.ts';
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
      {doing === 'cancel' && (
        <CancelStay id={id} customer={first.customer_id} name={name} onDone={() => setDoing(undefined)} />
      )}
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
  const desk = useDesk();
  const [start, setStart] = useState(() => parseInstant(first.start_at));
  const move = async () => {
    const args = { id, start_at: formatInstant(start), override: ['slot_step' as const] };
    // With the people and rooms that they have by now.
    const reversal = await takingBack(desk, (query) => severalOf(query, first.customer_id));
    const done = await book({
      name: 'visits.reschedule',
      id,
      args,
      resource_id: first.resource_id,
      start_at: args.start_at,
      said: '',
      saidFor: (place) => t`Moved ${name}’s whole stay to ${{ time: format.dayTime(place.start_at) }}`,
      reversal,
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

function CancelStay(props: {
  readonly id: string;
  /** Id of whose stay it is. */
  readonly customer: string;
  readonly name: string;
  readonly onDone: () => void;
}) {
  const { id, customer, name, onDone } = props;
  const desk = useDesk();
  const { act } = useUndo();
  const [problem, setProblem] = useState<string>();
  const cancel = async (reason: string) => {
    const step = { name: 'visits.cancel' as const, args: { id, ...(reason && { reason }) } };
    const reversal = await takingBack(desk, (query) => severalOf(query, customer), step);
    const refusal = await act({ ...step, id, reversal, said: t`Cancelled ${name}’s whole stay` });
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
