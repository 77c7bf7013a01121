import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { AddressShown } from '../ui/AddressShown.tsx';
import { ShownOnce } from '../ui/ShownOnce.tsx';
import { useHubAddress } from '../ui/useHubAddress.ts';

interface InviteShownProps {
  readonly invitation: string;
  readonly onClose: () => void;
}

/** The link that lets one desk in, once. */
export function InviteShown({ invitation, onClose }: InviteShownProps) {
  const link = `${useHubAddress()}/#invitation=${invitation}`;
  return (
    <ShownOnce title={t`Let another desk in`} had={t`Done`} onClose={onClose}>
      <AddressShown address={link} label={t`Link for another desk`} pictureLabel={t`The link as a QR code`}>
        <Text size="sm">
          {t`Open this link on the other computer, or paste it there under “Join a practice”. It lets in one desk, within an hour.`}
        </Text>
      </AddressShown>
    </ShownOnce>
  );
}
