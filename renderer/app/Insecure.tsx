import { t } from '@lingui/core/macro';
import { MantineProvider } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { LanguageProvider } from '../language/LanguageProvider.tsx';
import { Message } from '../ui/Message.tsx';
import { theme } from './theme.ts';

/** Over plain HTTP from another computer a browser gives pages no safe storage: says so, and what to do. */
export function Insecure() {
  return (
    <LanguageProvider>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Why />
      </MantineProvider>
    </LanguageProvider>
  );
}

function Why() {
  return (
    <Message icon={<IconLockOpen size={44} stroke={1.4} aria-hidden />} title={t`Not over this address`}>
      {t`Browsers don’t let a page keep data over an unencrypted connection from another computer, and a desk that keeps nothing couldn’t work offline. Install the Dunebook app on this computer, or ask for the hub’s https address.`}
    </Message>
  );
}
