import { t } from '@lingui/core/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Customer } from '../../shared/resources/customers.ts';
import { CustomerPicker } from '../booking/CustomerPicker.tsx';

interface MergeWithProps {
  readonly customer: Customer;
  readonly onClose: () => void;
}

/** Asks for the other record of the same person. */
export function MergeWith({ customer, onClose }: MergeWithProps) {
  const navigate = useNavigate();
  const [other, setOther] = useState<Customer>();
  const same = other?.id === customer.id;
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={600}>{t`Merge ${customer.name} with…`}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      styles={{ body: { overflow: 'visible' }, content: { overflow: 'visible' } }}
    >
      <form
        aria-label={t`Merge with`}
        onSubmit={(event) => {
          event.preventDefault();
          if (other && !same) navigate(`/customers/${customer.id}/merge/${other.id}`);
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t`Search for the other record of the same person. Both are shown side by side before anything happens.`}
          </Text>
          <CustomerPicker customer={other} onChange={setOther} onNew={() => undefined} />
          {same && <Text size="sm">{t`This is the same record. Choose another one.`}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t`Cancel`}
            </Button>
            <Button type="submit" disabled={!other || same}>
              {t`Compare`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
