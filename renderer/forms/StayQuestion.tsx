import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface StayQuestionProps {
  readonly opened: boolean;
  readonly title: ReactNode;
  /** What is lost by going on. */
  readonly children: ReactNode;
  /** What the button says that goes on all the same. */
  readonly goOn: ReactNode;
  readonly onStay: () => void;
  readonly onGoOn: () => void;
}

/** Asks before something that is filled in and not saved is lost; Enter, Escape and a click beside it stay. */
export function StayQuestion({ opened, title, children, goOn, onStay, onGoOn }: StayQuestionProps) {
  return (
    <Modal
      opened={opened}
      onClose={onStay}
      title={<Text fw={600}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      size="sm"
      centered
      zIndex={400}
    >
      <Text size="sm">{children}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onGoOn}>
          {goOn}
        </Button>
        <Button data-autofocus onClick={onStay}>
          <Trans>Stay</Trans>
        </Button>
      </Group>
    </Modal>
  );
}
