import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { PinText } from '../ui/PinText.tsx';
import { ShownOnce } from '../ui/ShownOnce.tsx';

interface PinShownProps {
  readonly name: string;
  readonly pin: string;
  readonly onClose: () => void;
}

/** A new PIN, this once. */
export function PinShown({ name, pin, onClose }: PinShownProps) {
  return (
    <ShownOnce title={t`The PIN of ${name}`} had={t`They have it`} onClose={onClose}>
      <Text size="sm">{t`Give it to ${name} now. It is shown only this once; if it gets lost, make a new one.`}</Text>
      <PinText pin={pin} />
    </ShownOnce>
  );
}
