import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { CloseButton, Group, Stack, Text, TextInput } from '@mantine/core';

/** What is asked of a customer who is not known yet. */
export interface NewCustomer {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** What was typed into the search, put where it belongs. */
export function newCustomerFrom(typed: string): NewCustomer {
  if (typed.includes('@')) return { name: '', phone: '', email: typed };
  if (/^[+\d][\d\s()/.-]{3,}$/.test(typed)) return { name: '', phone: typed, email: '' };
  return { name: typed, phone: '', email: '' };
}

interface NewCustomerFieldsProps {
  readonly value: NewCustomer;
  /** Said by the rules: a number that is none, an address that is none. */
  readonly problem: string | undefined;
  readonly onChange: (value: NewCustomer) => void;
  readonly onBack: () => void;
}

export function NewCustomerFields({ value, problem, onChange, onBack }: NewCustomerFieldsProps) {
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          <Trans>New customer</Trans>
        </Text>
        <CloseButton size="sm" aria-label={t`Search instead`} onClick={onBack} />
      </Group>
      <TextInput
        label={t`Name`}
        required
        autoFocus={value.name === ''}
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
        maxLength={200}
      />
      <Group gap="xs" grow>
        <TextInput
          label={t`Phone`}
          autoFocus={value.name !== ''}
          value={value.phone}
          onChange={(event) => onChange({ ...value, phone: event.currentTarget.value })}
          maxLength={40}
        />
        <TextInput
          label={t`E-mail`}
          value={value.email}
          onChange={(event) => onChange({ ...value, email: event.currentTarget.value })}
          maxLength={254}
        />
      </Group>
      {problem && (
        <Text size="xs" c="var(--desk-bad)" role="alert">
          {problem}
        </Text>
      )}
    </Stack>
  );
}
