import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { CopyField } from '../ui/CopyField.tsx';
import { ShownOnce } from '../ui/ShownOnce.tsx';

/** A key, this once. */
export function KeyShown({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <ShownOnce title={t`Copy the key now`} had={t`I have put it in a safe place`} onClose={onClose}>
      <Text size="sm">
        {t`Put it into the other program. It is shown only now: if it gets lost, make a new secret.`}
      </Text>
      <CopyField value={secret} label={t`Key`} />
    </ShownOnce>
  );
}
