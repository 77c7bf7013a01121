import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Series } from '../../shared/resources/series.ts';
import { usePractice } from '../app/practice.tsx';
import bookingClasses from '../booking/booking.module.css';
import { MoveOrCancel } from '../booking/MoveOrCancel.tsx';
import { ReasonForm } from '../booking/ReasonForm.tsx';
import { movableStatuses } from '../booking/status.ts';
import { useDesk, useLive } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';
import { severalOf, takingBack } from '../undo/together.ts';
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
  const kept = series.conflicts.filter(({ outcome }) => outcome === 'kept').length;
  const changeable = series.status === 'active' && movableStatuses.includes(booking.status);
  const done = () => setDoing(undefined);
  return (
    <div className={bookingClasses.section}>
      <Text size="sm" fw={600} component="h3">
        <Trans>Part of a series</Trans>
      </Text>
      <Text size="sm" mb="xs">
        {[
          ruleWords(series.rrule),
          left > 0 && plural(left, { one: '# left out', other: '# left out' }),
          kept > 0 && plural(kept, { one: '# at another time', other: '# at other times' }),
          statusWords(series.status),
        ]
          .filter(Boolean)
          .join(', ')}
        {series.timezone !== format.zone && ` (${series.timezone})`}
      </Text>
      {changeable && doing === undefined && (
        <MoveOrCancel move={t`Move the series…`} cancel={t`Cancel the series…`} onChoose={setDoing} />
      )}
      {doing === 'move' && <MoveSeries series={series} booking={booking} name={name} onDone={done} />}
      {doing === 'cancel' && <CancelSeries id={id} booking={booking} name={name} onDone={done} />}
    </div>
  );
}

function CancelSeries({ id, booking, name, onDone }: SeriesPartProps & { readonly onDone: () => void }) {
  const { act } = useUndo();
  const desk = useDesk();
  const [scope, setScope] = useState<Scope>('following');
  const [problem, setProblem] = useState<string>();
  const cancel = async (reason: string) => {
    const args = {
      id,
      scope,
      ...(scope === 'following' && { occurrence: booking.occurrence }),
      ...(reason && { reason }),
    };
    const step = { name: 'series.cancel' as const, args };
    const reversal = await takingBack(desk, (query) => severalOf(query, booking.customer_id), step);
    const refusal = await act({
      ...step,
      id,
      reversal,
      said: scope === 'all' ? t`Cancelled ${name}’s series` : t`Cancelled ${name}’s series from here on`,
    });
    setProblem(refusal && refusalWords(refusal));
    if (!refusal) onDone();
  };
  return (
    <ReasonForm
      label={t`Cancel the series`}
      action={t`Cancel these visits`}
      problem={problem}
      onCancel={(reason) => void cancel(reason)}
      onBack={onDone}
    >
      <ScopeChoice value={scope} onChange={setScope} />
      <Text size="xs" c="dimmed">
        <Trans>What has begun stays.</Trans>
      </Text>
    </ReasonForm>
  );
}

/** Nothing of one that goes on. */
function statusWords(status: Series['status']): string | undefined {
  switch (status) {
    case 'active':
      return undefined;
    case 'ended':
      return t`ended`;
    case 'cancelled':
      return t`cancelled`;
  }
}
