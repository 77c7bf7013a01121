import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { usePractice } from '../app/practice.tsx';

/** Currencies by code and name. */
export function CurrencySelect(props: Omit<SelectProps, 'data'>) {
  const { format } = usePractice();
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(format.locale, { type: 'currency' });
    return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
  }, [format.locale]);
  return (
    <Select searchable allowDeselect={false} limit={60} maxDropdownHeight={260} data={data} {...props} />
  );
}

const codes = Intl.supportedValuesOf('currency');
