import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { suggestStarts } from '../../shared/commands/bookings/suggest.ts';
import { addDays, weekdayOf } from '../../shared/time/calendar.ts';
import { formatInstant, minutes, parseInstant } from '../../shared/time/instants.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';
import { useBooker } from './Booker.tsx';
import classes from './booking.module.css';
import type { BookingView } from './booking-view.ts';
import { DayInput } from './DayInput.tsx';
import { canGive } from './fits.ts';
import { checkWish } from './free-starts.ts';
import { MinutesInput } from './MinutesInput.tsx';
import { moveAttempt } from './move.ts';
import { StartInput } from './StartInput.tsx';
import { SuggestionButtons } from './SuggestionButtons.tsx';
import { VerdictLine } from './VerdictLine.tsx';

/** Moves a booking from the drawer: the next free starts as buttons, or any day, time, person and length. */
export function BookingMove({ view }: { readonly view: BookingView }) {
  const [open, setOpen] = useState(false);
  if (open) return <MoveForm view={view} onDone={() => setOpen(false)} />;
  return (
    <Button variant="default" size="sm" onClick={() => setOpen(true)}>
      <Trans>Move to another time…</Trans>
    </Button>
  );
}

function MoveForm({ view, onDone }: { readonly view: BookingView; readonly onDone: () => void }) {
  const { booking, service } = view;
  const { format } = usePractice();
  const { book } = useBooker();
  const clock = useClock();
  const [start, setStart] = useState(() => parseInstant(booking.start_at));
  /** From when on free starts are offered, where that is not the wished start. */
  const [from, setFrom] = useState<number>();
  const [resourceId, setResourceId] = useState(booking.resource_id);
  const [length, setLength] = useState(
    () => (parseInstant(booking.end_at) - parseInstant(booking.start_at)) / minutes(1),
  );
  const { data } = useLive(
    ['bookings', 'holds', 'blocks', 'resources', 'services'],
    async (query, ctx) => {
      if (!service) return undefined;
      const withBuffers = {
        ...service,
        buffer_before: booking.buffer_before,
        buffer_after: booking.buffer_after,
      };
      const wish = { service: withBuffers, resource_id: resourceId, duration: length, ignore: [booking.id] };
      const wished = { ...wish, start_at: formatInstant(Math.max(from ?? start, ctx.now)) };
      return {
        verdict: await checkWish(query, { ...wish, start }, ctx),
        ...(await suggestStarts(query, wished, ctx)),
        resources: await query.range('resources', []),
      };
    },
    [booking.id, booking.version, start, from, resourceId, length],
  );

  const move = async (to: { start_at: string; resource_id: string }) => {
    const args = {
      id: booking.id,
      ...(to.start_at !== booking.start_at && { start_at: to.start_at }),
      ...(to.resource_id !== booking.resource_id && { resource_id: to.resource_id }),
      duration: length,
    };
    if (
      await book(
        moveAttempt({ booking, name: view.customer?.name ?? t`the booking`, args, now: clock(), format }),
      )
    )
      onDone();
  };
  const chooseStart = (at: number) => {
    setStart(at);
    setFrom(undefined);
  };
  const nextWeek = () => {
    const date = localDate(format.zone, from ?? start);
    setFrom(startOfDay(format.zone, addDays(date, 7 - format.week.indexOf(weekdayOf(date)))));
  };
  const others =
    data?.resources.filter((each) => each.id === resourceId || (service && canGive(each, service))) ?? [];

  return (
    <form
      aria-label={t`Move booking`}
      onSubmit={(event) => {
        event.preventDefault();
        void move({ start_at: formatInstant(start), resource_id: resourceId });
      }}
    >
      <Stack gap="sm">
        {data && data.suggestions.length > 0 && (
          <Stack gap={6}>
            <Group justify="space-between">
              <Text size="sm" fw={600}>
                <Trans>First free</Trans>
              </Text>
              <Button size="compact-sm" variant="subtle" onClick={nextWeek}>
                {from === undefined ? t`Next week` : t`A week later`}
              </Button>
            </Group>
            <SuggestionButtons suggestions={data.suggestions} onPick={(place) => void move(place)} />
          </Stack>
        )}
        <div className={classes.pair}>
          <DayInput start={start} onChange={chooseStart} />
          <div className={classes.pair}>
            <StartInput start={start} onChange={chooseStart} />
            <MinutesInput length={length} onChange={setLength} />
          </div>
        </div>
        <Select
          label={t`With`}
          allowDeselect={false}
          data={others.map((each) => ({ value: each.id, label: each.name }))}
          value={resourceId}
          onChange={(value) => value && setResourceId(value)}
        />
        <VerdictLine verdict={data?.verdict ?? { kind: 'checking' }} resourceId={resourceId} />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" size="sm" onClick={onDone}>
            <Trans>Leave it</Trans>
          </Button>
          <Button type="submit" size="sm">
            <Trans>Move</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
