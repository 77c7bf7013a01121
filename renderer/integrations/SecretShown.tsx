import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      title={
        <Text fw={600}>
          <Trans>Copy the secret now</Trans>
        </Text>
      }
      size="lg"
      centered
    >
      <Stack gap="md">
        <Text size="sm">
          <Trans>
            Put this secret into the other program: with it, it can tell that messages really come from here.
            It is shown only now. If it gets lost, make a new one.
          </Trans>
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Code className={classes.secret} aria-label={t`Secret`}>
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
                {copied ? t`Copied` : t`Copy`}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>I have put it in a safe place</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
