import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { CopyField } from '../ui/CopyField.tsx';
import { ShownOnce } from '../ui/ShownOnce.tsx';

/** The secret of an endpoint, this once. */
export function SecretShown({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <ShownOnce title={t`Copy the secret now`} had={t`I have put it in a safe place`} onClose={onClose}>
      <Text size="sm">
        {t`Put this secret into the other program: with it, it can tell that messages really come from here. It is shown only now. If it gets lost, make a new one.`}
      </Text>
      <CopyField value={secret} label={t`Secret`} />
    </ShownOnce>
  );
}
