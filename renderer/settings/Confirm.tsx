import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemText } from '../ui/ProblemText.tsx';

interface ConfirmProps {
  readonly title: string;
  readonly action: string;
  readonly dangerous?: boolean;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onDo: () => void;
  readonly onClose: () => void;
  /** What happens, and that it can't be taken back. */
  readonly children: ReactNode;
}

/** Asks before what cannot be taken back. */
export function Confirm(props: ConfirmProps) {
  const { title, action, dangerous = false, busy, problem, onDo, onClose, children } = props;
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={600}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      centered
    >
      <Stack gap="md">
        <Text size="sm">{children}</Text>
        {problem && <ProblemText>{problem}</ProblemText>}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button loading={busy} onClick={onDo} {...(dangerous && { color: 'red' })}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
