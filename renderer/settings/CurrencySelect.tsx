import { Select, type SelectProps } from '@mantine/core';
import { usePractice } from '../app/practice.tsx';

/** Currencies by code and name. */
export function CurrencySelect(props: Omit<SelectProps, 'data'>) {
  const { format } = usePractice();
  const names = new Intl.DisplayNames(format.locale, { type: 'currency' });
  return (
    <Select
      searchable
      allowDeselect={false}
      limit={60}
      maxDropdownHeight={260}
      data={codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))}
      {...props}
    />
  );
}

const codes = Intl.supportedValuesOf('currency');
