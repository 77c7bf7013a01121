import { t } from '@lingui/core/macro';
import { Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Customer } from '../../shared/resources/customers.ts';
import { CustomerPicker } from '../booking/CustomerPicker.tsx';

interface MergeWithProps {
  readonly customer: Customer;
  readonly onClose: () => void;
}

/** Asks for the other record of the same person; whoever is chosen is shown beside this one. */
export function MergeWith({ customer, onClose }: MergeWithProps) {
  const navigate = useNavigate();
  const [same, setSame] = useState(false);
  const choose = (other: Customer | undefined) => {
    if (!other) return;
    if (other.id === customer.id) setSame(true);
    else void navigate(`/customers/${customer.id}/merge/${other.id}`);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={600}>{t`Merge ${customer.name} with…`}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      styles={{ body: { overflow: 'visible' }, content: { overflow: 'visible' } }}
    >
      <form aria-label={t`Merge with`} onSubmit={(event) => event.preventDefault()}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t`Search for the other record of the same person. Both are shown side by side before anything happens.`}
          </Text>
          <CustomerPicker customer={undefined} onChange={choose} onNew={() => undefined} />
          <Group role="status">
            {same && <Text size="sm">{t`This is the same record. Choose another one.`}</Text>}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
