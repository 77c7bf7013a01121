import { t } from '@lingui/core/macro';
import { NumberInput } from '@mantine/core';

interface MinutesInputProps {
  /** Minutes. */
  readonly length: number;
  readonly onChange: (length: number) => void;
}

/** How long a visit takes. */
export function MinutesInput({ length, onChange }: MinutesInputProps) {
  return (
    <NumberInput
      label={t`Minutes`}
      min={5}
      max={1440}
      step={5}
      value={length}
      onChange={(value) => {
        if (typeof value === 'number' && value >= 1) onChange(value);
      }}
    />
  );
}
