import { t } from '@lingui/core/macro';
import { notifications } from '@mantine/notifications';

/** On the board, once: what to do first. */
export function welcome(what: 'practice' | 'demo'): void {
  notifications.show({
    title: what === 'demo' ? t`This is the demo practice` : t`Your practice is ready`,
    message:
      what === 'demo'
        ? t`Nobody in it is real: click a free time to book, drag a booking to move it.`
        : t`Click a free time on the board to make the first booking. Ctrl+Z takes anything back.`,
    autoClose: 20_000,
    closeButtonProps: { 'aria-label': t`Close` },
  });
}
