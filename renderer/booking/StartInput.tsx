import { t } from '@lingui/core/macro';
import { TimePicker } from '@mantine/dates';
import { instantOf, localDate } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { clockTime, minuteOf } from './clock-time.ts';

/** The time of day at which a visit starts, on the date it has; milliseconds in and out. */
export function StartInput({
  start,
  onChange,
}: {
  readonly start: number;
  readonly onChange: (start: number) => void;
}) {
  const { format } = usePractice();
  return (
    <TimePicker
      label={t`Start`}
      format={format.hour12 ? '12h' : '24h'}
      amPmLabels={format.halves}
      minutesStep={5}
      hoursInputLabel={t`Start, hours`}
      minutesInputLabel={t`Start, minutes`}
      amPmInputLabel={t`Start, AM or PM`}
      value={clockTime(format.zone, start)}
      onChange={(value) => {
        const minute = minuteOf(value);
        if (minute === undefined) return;
        const next = instantOf(format.zone, localDate(format.zone, start), minute);
        if (next !== start) onChange(next);
      }}
    />
  );
}
