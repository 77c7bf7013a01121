import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './integrations.module.css';

/** The secret of an endpoint, this once; a click beside it does not close what cannot be opened again. */
export function SecretShown({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={<Text fw={600}>Copy the secret now</Text>}
      size="lg"
      centered
    >
      <Stack gap="md">
        <Text size="sm">
          Put this secret into the other program: with it, it can tell that messages really come from here. It
          is shown only now. If it gets lost, make a new one.
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Code className={classes.secret} aria-label="Secret">
            {secret}
          </Code>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button
                onClick={copy}
                data-autofocus
                leftSection={
                  copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                }
                className={classes.fixed}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            I have put it in a safe place
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
