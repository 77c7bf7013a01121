import { t } from '@lingui/core/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyField } from '../ui/CopyField.tsx';

/** A key, this once; a click beside it does not close what cannot be opened again. */
export function KeyShown({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={<Text fw={600}>{t`Copy the key now`}</Text>}
      size="lg"
      centered
    >
      <Stack gap="md">
        <Text size="sm">
          {t`Put it into the other program. It is shown only now: if it gets lost, make a new secret.`}
        </Text>
        <CopyField value={secret} label={t`Key`} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t`I have put it in a safe place`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
