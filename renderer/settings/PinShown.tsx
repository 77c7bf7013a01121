import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Code, Group, Modal, Text } from '@mantine/core';
import { Ltr } from '../ui/Ltr.tsx';
import classes from './settings.module.css';

interface PinShownProps {
  readonly name: string;
  readonly pin: string;
  readonly onClose: () => void;
}

/** A new PIN, this once; a click beside it does not close what cannot be opened again. */
export function PinShown({ name, pin, onClose }: PinShownProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={
        <Text fw={600}>
          <Trans>The PIN of {name}</Trans>
        </Text>
      }
      centered
    >
      <Text size="sm" mb="sm">
        <Trans>Give it to {name} now. It is shown only this once; if it gets lost, make a new one.</Trans>
      </Text>
      <Code className={classes.pin} aria-label={t`PIN`}>
        <Ltr>{pin}</Ltr>
      </Code>
      <Group justify="flex-end" mt="md">
        <Button data-autofocus onClick={onClose}>
          <Trans>They have it</Trans>
        </Button>
      </Group>
    </Modal>
  );
}
