import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import * as z from 'zod';
import type { Refusal } from '../../shared/errors.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Series } from '../../shared/resources/series.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import bookingClasses from '../booking/booking.module.css';
import { DayInput } from '../booking/DayInput.tsx';
import { canGive } from '../booking/fits.ts';
import { StartInput } from '../booking/StartInput.tsx';
import { tryOut } from '../booking/try-out.ts';
import { useDesk, useLive } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { severalOf, takingBack } from '../undo/together.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { firstToCome } from './first-to-come.ts';
import { shiftedLocal } from './rule.ts';
import { type Scope, ScopeChoice } from './ScopeChoice.tsx';

interface MoveSeriesProps {
  readonly series: Series;
  readonly booking: Booking;
  readonly name: string;
  readonly onDone: () => void;
}

const occurrences = z.array(z.object({ occurrence: z.string(), start_at: z.string() }));

/** Moves this and following visits, or all to come: as far as this one, with what would be in the way beforehand. */
export function MoveSeries({ series, booking, name, onDone }: MoveSeriesProps) {
  const { format } = usePractice();
  const { act } = useUndo();
  const desk = useDesk();
  const staff = useStaff();
  const [scope, setScope] = useState<Scope>('following');
  const [start, setStart] = useState(() => parseInstant(booking.start_at));
  const [person, setPerson] = useState(series.resource_id);
  const [keep, setKeep] = useState(true);
  const [problem, setProblem] = useState<Refusal>();
  const service = staff.data?.services.find((each) => each.id === series.service_id);
  const people = (staff.data?.resources ?? []).filter(
    (each) => each.id === person || (service && canGive(each, service)),
  );

  const zone = series.timezone;
  const by = start - parseInstant(booking.start_at);
  const { data } = useLive(
    ['bookings', 'series', 'holds', 'blocks', 'resources', 'services'],
    async (query, ctx) => {
      const first = scope === 'all' ? firstToCome(series, ctx.now) : parseInstant(booking.start_at);
      if (first === undefined) return undefined;
      const args = {
        id: series.id,
        scope,
        ...(scope === 'following' && { occurrence: booking.occurrence }),
        ...(by !== 0 && { start_local: shiftedLocal(zone, first, parseInstant(booking.start_at), start) }),
        ...(person !== series.resource_id && { resource_id: person }),
        keep_exceptions: keep,
        override: ['slot_step'],
      };
      const changes = by !== 0 || person !== series.resource_id;
      const refusal = changes ? await tryOut(query, 'series.update', args, ctx) : undefined;
      return { args, changes, refusal };
    },
    [series.id, series.version, booking.id, scope, start, person, keep],
  );
  const listed = occurrences.safeParse(data?.refusal?.details?.occurrences).data ?? [];

  const send = async () => {
    if (!data?.changes) return;
    const reversal = await takingBack(desk, (query) => severalOf(query, series.customer_id));
    const refusal = await act({
      reversal,
      name: 'series.update',
      id: series.id,
      args: { ...data.args, on_conflict: 'skip' },
      said:
        scope === 'all'
          ? t`Moved all visits to come of ${name}`
          : t`Moved this and following visits of ${name}`,
    });
    setProblem(refusal);
    if (!refusal) onDone();
  };

  return (
    <form
      aria-label={t`Move the series`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm">
        <ScopeChoice value={scope} onChange={setScope} />
        <div className={bookingClasses.pair}>
          <DayInput label={t`This visit to`} start={start} onChange={setStart} />
          <StartInput start={start} onChange={setStart} />
        </div>
        <Select
          label={t`With`}
          allowDeselect={false}
          data={people.map((each) => ({ value: each.id, label: each.name }))}
          value={person}
          onChange={(id) => id && setPerson(id)}
        />
        <Checkbox
          size="sm"
          label={t`Visits that were moved by themselves stay where they are`}
          checked={keep}
          onChange={(event) => setKeep(event.currentTarget.checked)}
        />
        {listed.length > 0 && (
          <div role="status">
            <Text size="sm" c="var(--desk-warn)">
              {plural(listed.length, {
                one: '# visit stays where it is, since the new time isn’t free:',
                other: '# visits stay where they are, since the new time isn’t free:',
              })}
            </Text>
            <Text size="xs">{listed.map(({ start_at }) => format.dayTime(start_at)).join(' · ')}</Text>
          </div>
        )}
        {data?.refusal && listed.length === 0 && <ProblemText>{refusalWords(data.refusal)}</ProblemText>}
        {problem && <ProblemText>{refusalWords(problem)}</ProblemText>}
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" size="sm" onClick={onDone}>
            <Trans>Leave it</Trans>
          </Button>
          <Button type="submit" size="sm" disabled={!data?.changes}>
            <Trans>Move these visits</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
