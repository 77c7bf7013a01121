import { t } from '@lingui/core/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyField } from '../ui/CopyField.tsx';
import { QrCode } from '../ui/QrCode.tsx';
import { useHubAddress } from '../ui/useHubAddress.ts';
import sections from './sections.module.css';

/** The address of a feed, this once: to copy, or for the camera of a phone. */
export function FeedShown({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const hub = useHubAddress();
  const address = `${hub}/calendar/feed/${token}.ics`;
  const onlyHere = /^https?:\/\/(127\.|localhost|\[::1\])/.test(hub);
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={<Text fw={600}>{t`Subscribe to this address`}</Text>}
      size="lg"
      centered
    >
      <Stack gap="md">
        <div className={sections.address}>
          <Stack gap="sm">
            <Text size="sm">
              {t`Copy it into the calendar program (“subscribe to calendar”), or point a phone’s camera at the code. It is shown only now; whoever has it sees the bookings.`}
            </Text>
            <CopyField value={address} label={t`Address of the feed`} />
            {onlyHere && (
              <Text size="sm" c="var(--desk-warn)">
                {t`This hub is reached from this computer only: a phone can’t fetch the address as it is.`}
              </Text>
            )}
          </Stack>
          <QrCode value={address} label={t`The address as a QR code`} />
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
