import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { CloseButton, Combobox, Group, Highlight, Text, TextInput, useCombobox } from '@mantine/core';
import { IconAlertTriangle, IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Customer } from '../../shared/resources/customers.ts';
import { useCustomerSearch } from '../data/index.ts';
import { Ltr } from '../ui/Ltr.tsx';
import classes from './booking.module.css';

interface CustomerPickerProps {
  readonly customer: Customer | undefined;
  readonly onChange: (customer: Customer | undefined) => void;
  /** Nobody of that name is there: make a new one of what was typed. */
  readonly onNew: (typed: string) => void;
}

const newOne = 'new';

/** Type-ahead over name, phone digits and e-mail; shows who was chosen. */
export function CustomerPicker({ customer, onChange, onNew }: CustomerPickerProps) {
  if (customer) {
    return (
      <div className={classes.chosen}>
        <div className={classes.chosenText}>
          <Text size="sm" fw={600} truncate>
            {customer.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {customer.phone || customer.email ? (
              <Ltr>{[customer.phone, customer.email].filter(Boolean).join(' · ')}</Ltr>
            ) : (
              t`No phone or e-mail`
            )}
          </Text>
          {customer.alert && (
            <Group gap={4} wrap="nowrap" className={classes.alert}>
              <IconAlertTriangle size={14} aria-hidden />
              <Text size="xs">{customer.alert}</Text>
            </Group>
          )}
        </div>
        <CloseButton aria-label={t`Choose another customer`} onClick={() => onChange(undefined)} />
      </div>
    );
  }
  return <CustomerSearch onChange={onChange} onNew={onNew} />;
}

function CustomerSearch({ onChange, onNew }: Omit<CustomerPickerProps, 'customer'>) {
  const [text, setText] = useState('');
  const { data: found = [], loading } = useCustomerSearch(text.trim());
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });

  const { selectFirstOption } = combobox;
  const options = found.map((each) => each.id).join();
  const typed = text.trim();
  const chosenFor = useRef('');
  useEffect(() => {
    // The best match is one Enter away, as soon as it is there.
    if (chosenFor.current === options + text || text.trim() === '') return;
    chosenFor.current = options + text;
    selectFirstOption();
  }, [options, text, selectFirstOption]);

  const pick = (value: string) => {
    combobox.closeDropdown();
    if (value === newOne) onNew(typed);
    else onChange(found.find((each) => each.id === value));
  };

  return (
    <Combobox store={combobox} onOptionSubmit={pick} withinPortal={false} position="bottom-start">
      <Combobox.Target>
        <TextInput
          data-autofocus
          label={t`Customer`}
          placeholder={t`Name, phone or e-mail`}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            // Enter without a choice must not send the form.
            if (event.key === 'Enter' && text.trim() !== '' && !combobox.dropdownOpened)
              event.preventDefault();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === ''}>
        <Combobox.Options mah={300} style={{ overflowY: 'auto' }} aria-busy={loading}>
          {found.map((each) => (
            <Combobox.Option key={each.id} value={each.id}>
              <Group justify="space-between" wrap="nowrap" gap="sm">
                <Highlight size="sm" highlight={typed} truncate>
                  {each.name}
                </Highlight>
                <Text size="xs" c="dimmed" className={classes.reach}>
                  <Ltr>{each.phone ?? each.email}</Ltr>
                </Text>
              </Group>
            </Combobox.Option>
          ))}
          {!loading && (
            <Combobox.Option value={newOne}>
              <Group gap={6} wrap="nowrap">
                <IconUserPlus size={16} aria-hidden />
                <Text size="sm">
                  <Trans>
                    Add “<b>{typed}</b>” as a new customer
                  </Trans>
                </Text>
              </Group>
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
