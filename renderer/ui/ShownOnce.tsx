import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface ShownOnceProps {
  readonly title: ReactNode;
  /** What the button says that closes it: the person has what was shown. */
  readonly had: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something that cannot be shown again, a secret say: nothing but its button closes it, no click beside it and no key. */
export function ShownOnce({ title, had, onClose, children }: ShownOnceProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={<Text fw={600}>{title}</Text>}
      size="lg"
      centered
    >
      <Stack gap="md">
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {had}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
