import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { AddressShown } from '../ui/AddressShown.tsx';
import { ShownOnce } from '../ui/ShownOnce.tsx';
import { useHubAddress } from '../ui/useHubAddress.ts';

/** The address of a feed, this once: to copy, or for the camera of a phone. */
export function FeedShown({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const hub = useHubAddress();
  const onlyHere = /^https?:\/\/(127\.|localhost|\[::1\])/.test(hub);
  return (
    <ShownOnce title={t`Subscribe to this address`} had={t`Done`} onClose={onClose}>
      <AddressShown
        address={`${hub}/calendar/feed/${token}.ics`}
        label={t`Address of the feed`}
        pictureLabel={t`The address as a QR code`}
        note={
          onlyHere && (
            <Text size="sm" c="var(--desk-warn)">
              {t`This hub is reached from this computer only: a phone can’t fetch the address as it is.`}
            </Text>
          )
        }
      >
        <Text size="sm">
          {t`Copy it into the calendar program (“subscribe to calendar”), or point a phone’s camera at the code. It is shown only now; whoever has it sees the bookings.`}
        </Text>
      </AddressShown>
    </ShownOnce>
  );
}
