import { t } from '@lingui/core/macro';
import { TimePicker } from '@mantine/dates';
import { usePractice } from '../app/practice.tsx';

interface TimeFieldProps {
  readonly label: string;
  /** Its name for screen readers, where the label is not shown. */
  readonly name?: string;
  /** `HH:MM` */
  readonly value: string;
  readonly onChange: (time: string) => void;
  readonly error?: unknown;
}

/** A time of day on the wall, as the practice writes it. */
export function TimeField({ label, name, value, onChange, error }: TimeFieldProps) {
  const { format } = usePractice();
  const said = name ?? label;
  return (
    <TimePicker
      {...(name === undefined && { label })}
      w={format.hour12 ? 116 : 84}
      format={format.hour12 ? '12h' : '24h'}
      amPmLabels={format.halves}
      minutesStep={5}
      hoursInputLabel={t`${said}, hours`}
      minutesInputLabel={t`${said}, minutes`}
      amPmInputLabel={t`${said}, AM or PM`}
      value={value}
      onChange={(next) => {
        const time = next.slice(0, 5);
        if (time !== value) onChange(time);
      }}
      error={typeof error === 'string' ? error : undefined}
    />
  );
}
