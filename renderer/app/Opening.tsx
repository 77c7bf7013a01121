import { t } from '@lingui/core/macro';
import { Button, Center, Loader } from '@mantine/core';
import { IconDatabaseX } from '@tabler/icons-react';
import type { Boot } from '../data/index.ts';
import { later } from '../ui/later.tsx';
import { Message } from '../ui/Message.tsx';
import { useLate } from '../ui/useLate.ts';

export const PairingPage = later(async () => (await import('../pairing/PairingPage.tsx')).PairingPage);
const RemovedPage = later(async () => (await import('../pairing/RemovedPage.tsx')).RemovedPage);
const FirstRun = later(async () => (await import('../setup/FirstRun.tsx')).FirstRun);

/** What the window shows until the desk is open. */
export function Opening({ boot }: { readonly boot: Exclude<Boot, { state: 'open' }> }) {
  const late = useLate(boot.state === 'opening');
  switch (boot.state) {
    case 'opening':
      return <Center h="100%">{late && <Loader type="dots" aria-label={t`Opening`} />}</Center>;
    case 'unpaired':
      if (boot.setup) return <FirstRun setup={boot.setup} pair={boot.pair} />;
      return <PairingPage refusal={boot.refusal} pair={boot.pair} />;
    case 'removed':
      return <RemovedPage {...boot} />;
    case 'failed':
      return (
        <Message
          icon={<IconDatabaseX size={44} stroke={1.4} aria-hidden />}
          title={t`What this desk keeps can’t be opened`}
          actions={<Button onClick={() => window.location.reload()}>{t`Try again`}</Button>}
        >
          {t`Nothing in it was touched. The disk may be full, or the browser may not allow this page to store anything (private windows don’t). Free some space or allow it, then try again.`}
        </Message>
      );
  }
}
