import { t } from '@lingui/core/macro';
import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Customer } from '../../shared/resources/customers.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { isSameName } from './same-name.ts';
import { useAtHub } from './useAtHub.ts';
import { hubProblem } from './words.ts';

interface EraseDialogProps {
  readonly customer: Customer;
  readonly onClose: () => void;
}

/** Asks first: what is erased is gone for good, from every desk and from the hub's disk (rule P4). */
export function EraseDialog({ customer, onClose }: EraseDialogProps) {
  const { busy, refusal, act } = useAtHub();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [typed, setTyped] = useState('');
  const { name } = customer;
  const sure = isSameName(typed, name);
  const erase = async () => {
    if (!(await act({ method: 'DELETE', path: `/v2/customers/${customer.id}` }))) return;
    const message = t`The data of ${name} was erased`;
    announce(message);
    notifications.show({ message, closeButtonProps: { 'aria-label': t`Close` } });
    navigate('/customers');
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={<Text fw={600}>{t`Erase ${name}?`}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <form
        aria-label={t`Erase ${name}?`}
        onSubmit={(event) => {
          event.preventDefault();
          if (sure) void erase();
        }}
      >
        <Stack gap="md">
          <List size="sm" spacing={6}>
            <List.Item>{t`Name, phone, e-mail, notes and everything else that tells of them goes from the hub, from every desk and from its disk.`}</List.Item>
            <List.Item>{t`Their past visits stay as times at which somebody came; nobody can tell who.`}</List.Item>
            <List.Item>{t`A backup that is restored later has them erased again.`}</List.Item>
          </List>
          <TextInput
            label={t`Type the name ${name} to erase it for good`}
            description={t`This can’t be taken back.`}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {refusal && <ProblemText>{hubProblem(refusal)}</ProblemText>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t`Cancel`}
            </Button>
            <Button type="submit" color="red" disabled={!sure} loading={busy}>
              {t`Erase for good`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
