import { plural } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { openClasses } from '../../shared/commands/classes/sessions.ts';
import type { Service } from '../../shared/resources/services.ts';
import { dayLength } from '../../shared/time/instants.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import bookingClasses from '../booking/booking.module.css';
import { useLive } from '../data/index.ts';

interface SessionChoiceProps {
  readonly service: Service;
  readonly resourceId: string | undefined;
  /** Milliseconds: sessions of that day and the weeks after it. */
  readonly start: number;
  readonly value: string | undefined;
  readonly onChange: (classId: string) => void;
}

const shown = 6;

/** The next classes of a service that have a free seat. */
export function SessionChoice({ service, resourceId, start, value, onChange }: SessionChoiceProps) {
  const { format } = usePractice();
  const { data } = useLive(
    ['classes', 'holds'],
    (query, ctx) => {
      const from = startOfDay(format.zone, localDate(format.zone, start));
      const span = { start: from, end: from + 62 * dayLength };
      return openClasses(query, { service, resourceIds: resourceId ? [resourceId] : undefined, span }, ctx);
    },
    [service.id, service.version, resourceId, start, format.zone],
  );
  if (data?.length === 0)
    return (
      <Text size="sm" c="dimmed">
        <Trans>No class with a free seat in the next weeks.</Trans>
      </Text>
    );
  return (
    <fieldset className={bookingClasses.sessions}>
      <legend>
        <Trans>Which class</Trans>
      </legend>
      <div className={bookingClasses.free}>
        {data?.slice(0, shown).map(({ session, seatsLeft }) => (
          <Button
            key={session.id}
            size="compact-sm"
            variant={session.id === value ? 'filled' : 'light'}
            aria-pressed={session.id === value}
            onClick={() => onChange(session.id)}
          >
            {leftWords(format.dayTime(session.start_at), seatsLeft)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function leftWords(time: string, seats: number): string {
  return plural(seats, { one: `${time} · # left`, other: `${time} · # left` });
}
