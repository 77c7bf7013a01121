import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Center, Loader } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useConnection, useDesk } from '../data/index.ts';
import { Message } from '../ui/Message.tsx';
import { useLate } from '../ui/useLate.ts';

/** In place of what only the hub knows; `children` say what that is, and what goes on meanwhile. */
export function NeedsHub({ children }: { readonly children: ReactNode }) {
  const desk = useDesk();
  const connecting = useConnection().state === 'connecting';
  const late = useLate(connecting);
  if (connecting)
    return <Center h="100%">{late && <Loader type="dots" aria-label={t`Reaching the hub`} />}</Center>;
  return (
    <Message
      icon={<IconCloudOff size={44} stroke={1.4} aria-hidden />}
      title={t`This needs the hub`}
      actions={
        <Button variant="light" onClick={() => desk.reconnect()}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      {children}
    </Message>
  );
}
