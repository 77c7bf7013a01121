import { t } from '@lingui/core/macro';
import { Select } from '@mantine/core';
import type { Resource } from '../../shared/resources/resources.ts';

interface WhoseSelectProps {
  readonly resources: readonly Resource[];
  readonly person: Resource | undefined;
  /** Whether it may be everybody's. */
  readonly clearable: boolean;
  readonly onChange: (resource: string | undefined) => void;
}

/** Whose week, or month, the board shows. */
export function WhoseSelect({ resources, person, clearable, onChange }: WhoseSelectProps) {
  return (
    <Select
      aria-label={t`Whose`}
      size="xs"
      w={150}
      mx={4}
      searchable
      clearable={clearable}
      allowDeselect={false}
      placeholder={t`Everyone`}
      maxDropdownHeight={320}
      data={resources.map(({ id, name }) => ({ value: id, label: name }))}
      value={person?.id ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
