import { MantineProvider } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { Message } from '../ui/Message.tsx';
import { theme } from './theme.ts';

/** Over plain HTTP from another computer a browser gives pages no safe storage: says so, and what to do. */
export function Insecure() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Message icon={<IconLockOpen size={44} stroke={1.4} aria-hidden />} title="Not over this address">
        Browsers don’t let a page keep data over an unencrypted connection from another computer, and a desk
        that keeps nothing couldn’t work offline. Install the Dunebook app on this computer, or ask for the
        hub’s https address.
      </Message>
    </MantineProvider>
  );
}
