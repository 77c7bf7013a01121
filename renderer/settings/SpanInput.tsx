import { t } from '@lingui/core/macro';
import { Group, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { numberOf } from '../forms/inputs.ts';

const units = { minutes: 1, hours: 60, days: 24 * 60 } as const;
type Unit = keyof typeof units;

interface SpanInputProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  /** Minutes; empty: none. */
  readonly value: number | string;
  readonly onChange: (minutes: number | string) => void;
  readonly onBlur?: () => void;
  readonly error?: unknown;
}

/** A span of time in the unit in which it is a round number; minutes in and out. */
export function SpanInput({
  label,
  description,
  placeholder,
  value,
  onChange,
  onBlur,
  error,
}: SpanInputProps) {
  const [unit, setUnit] = useState<Unit>(() => unitOf(value));
  return (
    <Group gap={6} wrap="nowrap" align="flex-end">
      <NumberInput
        label={label}
        {...(description !== undefined && { description })}
        {...(placeholder !== undefined && { placeholder })}
        flex={1}
        min={0}
        clampBehavior="none"
        value={typeof value === 'number' ? value / units[unit] : value}
        onChange={(next) => {
          const number = numberOf(next);
          onChange(typeof number === 'number' ? number * units[unit] : next);
        }}
        {...(onBlur && { onBlur })}
        error={typeof error === 'string' ? error : undefined}
      />
      <Select
        aria-label={t`Unit of “${label}”`}
        w={104}
        allowDeselect={false}
        data={[
          { value: 'minutes', label: t`minutes` },
          { value: 'hours', label: t`hours` },
          { value: 'days', label: t`days` },
        ]}
        value={unit}
        onChange={(next) => {
          const chosen = next === 'hours' || next === 'days' ? next : 'minutes';
          setUnit(chosen);
          if (typeof value === 'number') onChange((value / units[unit]) * units[chosen]);
        }}
      />
    </Group>
  );
}

function unitOf(value: number | string): Unit {
  if (typeof value !== 'number' || value === 0) return 'hours';
  if (value % units.days === 0) return 'days';
  return value % units.hours === 0 ? 'hours' : 'minutes';
}
