import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Booking } from '../../shared/resources/bookings.ts';
import { usePractice } from '../app/practice.tsx';
import bookingClasses from '../booking/booking.module.css';
import { MoveOrCancel } from '../booking/MoveOrCancel.tsx';
import { ReasonForm } from '../booking/ReasonForm.tsx';
import { movableStatuses } from '../booking/status.ts';
import { useLive } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { MoveSeries } from './MoveSeries.tsx';
import { ruleWords } from './rule.ts';
import { type Scope, ScopeChoice } from './ScopeChoice.tsx';

interface SeriesPartProps {
  readonly id: string;
  /** The visit whose drawer this is. */
  readonly booking: Booking;
  /** The customer's. */
  readonly name: string;
}

/** The series that a visit is of: its rule, and what can be done with this and following visits or with all. */
export function SeriesPart({ id, booking, name }: SeriesPartProps) {
  const { format } = usePractice();
  const [doing, setDoing] = useState<'move' | 'cancel'>();
  const { data: series } = useLive(['series'], (query) => query.get('series', id), [id]);
  if (!series) return null;
  const left = series.conflicts.filter(({ outcome }) => outcome === 'skipped').length;
  const changeable = series.status === 'active' && movableStatuses.includes(booking.status);
  const done = () => setDoing(undefined);
  return (
    <div className={bookingClasses.section}>
      <Text size="sm" fw={600} component="h3">
        Part of a series
      </Text>
      <Text size="sm" mb="xs">
        {ruleWords(series.rrule)}
        {left > 0 && `, ${left} left out`}
        {series.status !== 'active' && `, ${series.status}`}
        {series.timezone !== format.zone && ` (${series.timezone})`}
      </Text>
      {changeable && doing === undefined && <MoveOrCancel what="the series" onChoose={setDoing} />}
      {doing === 'move' && <MoveSeries series={series} booking={booking} name={name} onDone={done} />}
      {doing === 'cancel' && <CancelSeries id={id} booking={booking} name={name} onDone={done} />}
    </div>
  );
}

function CancelSeries({ id, booking, name, onDone }: SeriesPartProps & { readonly onDone: () => void }) {
  const { act } = useUndo();
  const [scope, setScope] = useState<Scope>('following');
  const [problem, setProblem] = useState<string>();
  const cancel = async (reason: string) => {
    const refusal = await act({
      name: 'series.cancel',
      id,
      args: {
        id,
        scope,
        ...(scope === 'following' && { occurrence: booking.occurrence }),
        ...(reason && { reason }),
      },
      said: scope === 'all' ? `Cancelled ${name}’s series` : `Cancelled ${name}’s series from here on`,
    });
    setProblem(refusal && refusalWords(refusal));
    if (!refusal) onDone();
  };
  return (
    <ReasonForm
      label="Cancel the series"
      action="Cancel these visits"
      problem={problem}
      onCancel={(reason) => void cancel(reason)}
      onBack={onDone}
    >
      <ScopeChoice value={scope} onChange={setScope} />
      <Text size="xs" c="dimmed">
        What has begun stays. It can’t be taken back.
      </Text>
    </ReasonForm>
  );
}
