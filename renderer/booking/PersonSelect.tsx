import { t } from '@lingui/core/macro';
import { Select } from '@mantine/core';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { canGive } from './fits.ts';

interface PersonSelectProps {
  readonly resources: readonly Resource[];
  readonly service: Service | undefined;
  /** Absent: anyone free. */
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}

const anyone = 'any';

/** With whom: anyone free, or one of those who give the service. */
export function PersonSelect({ resources, service, value, onChange }: PersonSelectProps) {
  const fitting = resources.filter((each) => each.id === value || (service && canGive(each, service)));
  return (
    <Select
      label={t`With`}
      allowDeselect={false}
      data={[
        { value: anyone, label: t`Anyone free` },
        ...fitting.map((each) => ({ value: each.id, label: each.name })),
      ]}
      value={value ?? anyone}
      onChange={(id) => onChange(id === anyone || id === null ? undefined : id)}
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={220}
    />
  );
}
