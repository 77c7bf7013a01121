import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Modal, Stack, Text } from '@mantine/core';
import { EnterForm } from './EnterForm.tsx';

/** Somebody else goes on at this desk. */
export function WhoSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={600}>{t`Sign in at this desk`}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      centered
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          <Trans>What is done here is then noted under your name, also without the hub.</Trans>
        </Text>
        <EnterForm onDone={onClose} />
      </Stack>
    </Modal>
  );
}
