import { t } from '@lingui/core/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyField } from '../ui/CopyField.tsx';
import { QrCode } from '../ui/QrCode.tsx';
import { useHubAddress } from '../ui/useHubAddress.ts';
import classes from './data-page.module.css';

/** The link that lets one desk in, once. */
export function InviteShown({
  invitation,
  onClose,
}: {
  readonly invitation: string;
  readonly onClose: () => void;
}) {
  const link = `${useHubAddress()}/#invitation=${invitation}`;
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={<Text fw={600}>{t`Let another desk in`}</Text>}
      size="lg"
      centered
    >
      <Stack gap="md">
        <div className={classes.address}>
          <Stack gap="sm">
            <Text size="sm">
              {t`Open this link on the other computer, or paste it there under “Join a practice”. It lets in one desk, within an hour.`}
            </Text>
            <CopyField value={link} label={t`Link for another desk`} />
          </Stack>
          <QrCode value={link} label={t`The link as a QR code`} />
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t`Done`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
