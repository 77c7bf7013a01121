import { t } from '@lingui/core/macro';
import { DateInput } from '@mantine/dates';
import { instantOf, localDate } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { clockTime, minuteOf } from './clock-time.ts';

interface DayInputProps {
  readonly label?: string;
  readonly start: number;
  readonly onChange: (start: number) => void;
}

/** The day on which a visit starts, at the time of day it has; milliseconds in and out. */
export function DayInput({ label = t`Day`, start, onChange }: DayInputProps) {
  const { format } = usePractice();
  const { zone } = format;
  return (
    <DateInput
      label={label}
      valueFormat={format.dateField}
      value={localDate(zone, start)}
      onChange={(date) => date && onChange(instantOf(zone, date, minuteOf(clockTime(zone, start)) ?? 0))}
    />
  );
}
