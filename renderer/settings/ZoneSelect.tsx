import { Select, type SelectProps } from '@mantine/core';

/** Time zones by their IANA names, with those that this computer knows. */
export function ZoneSelect(props: Omit<SelectProps, 'data'>) {
  const { value } = props;
  const known = zones.includes(value ?? '');
  return (
    <Select
      searchable
      limit={60}
      maxDropdownHeight={260}
      data={known || !value ? zones : [value, ...zones]}
      {...props}
    />
  );
}

const zones = Intl.supportedValuesOf('timeZone');
