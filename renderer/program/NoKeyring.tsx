import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { desktopProgram } from '../ui/desktop.ts';

/** Says where this desk's key is on a system that keeps no secrets for programs. */
export function NoKeyring() {
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    void desktopProgram()
      ?.hubTarget()
      .then(({ keyring }) => setMissing(!keyring));
  }, []);
  if (!missing) return null;
  return (
    <Text size="sm" c="dimmed">
      {t`This system has no keyring, so what lets this desk in at the hub is kept in a file that only your account on this computer can read. With a keyring (GNOME Keyring, KWallet) it would be sealed.`}
    </Text>
  );
}
