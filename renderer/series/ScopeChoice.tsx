import { t } from '@lingui/core/macro';
import { SegmentedControl } from '@mantine/core';

/** Which visits a change is about, besides this one alone, which the rest of the drawer changes (rule B5). */
export type Scope = 'following' | 'all';

interface ScopeChoiceProps {
  readonly value: Scope;
  readonly onChange: (scope: Scope) => void;
}

/** This and following visits of a series, or all to come. */
export function ScopeChoice({ value, onChange }: ScopeChoiceProps) {
  return (
    <SegmentedControl
      aria-label={t`Which visits`}
      size="xs"
      fullWidth
      data={[
        { value: 'following', label: t`This and following` },
        { value: 'all', label: t`All to come` },
      ]}
      value={value}
      onChange={(next) => onChange(next === 'all' ? 'all' : 'following')}
    />
  );
}
