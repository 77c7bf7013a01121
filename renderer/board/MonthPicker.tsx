import { DatePicker } from '@mantine/dates';

interface MonthPickerProps {
  readonly date: string;
  readonly today: string;
  readonly onDate: (date: string | null) => void;
}

/** A month to choose a day from. */
export function MonthPicker({ date, today, onDate }: MonthPickerProps) {
  return (
    <DatePicker
      value={date}
      defaultDate={date}
      highlightToday={false}
      onChange={onDate}
      getDayProps={(day) => (day === today && day !== date ? { fw: 700, c: 'var(--desk-now)' } : {})}
    />
  );
}
