import { plural, t } from '@lingui/core/macro';
import { Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { writeAddress } from '../../shared/lan/address.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { useClock } from '../app/clock.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { Ltr } from '../ui/Ltr.tsx';
import { QrCode } from '../ui/QrCode.tsx';
import { ShownOnce } from '../ui/ShownOnce.tsx';
import { Spelled } from '../ui/Spelled.tsx';
import { useHubAddress } from '../ui/useHubAddress.ts';
import classes from './data-page.module.css';
import type { Invite } from './wire.ts';

interface InviteShownProps {
  readonly invite: Invite;
  readonly onClose: () => void;
}

/** What lets one desk in, once: a code to read aloud, a picture for a camera, a link. */
export function InviteShown({ invite, onClose }: InviteShownProps) {
  const own = `${useHubAddress()}/#invitation=${invite.invitation}`;
  const { code, link, addresses } = invite;
  const shared = addresses.length > 0;
  return (
    <ShownOnce title={t`Let another desk in`} had={t`Done`} onClose={onClose}>
      {shared ? (
        <div className={classes.beside}>
          <Stack gap="sm">
            <Text size="sm">
              {t`On the other computer, open Dunebook, choose “Join a practice” and this practice, and type the code. It lets in one desk.`}
            </Text>
            <div className={classes.code} tabIndex={-1} data-autofocus>
              <Spelled label={t`Code for another desk`} text={code} />
            </div>
            <TimeLeft until={invite.expires_at} />
            <Text size="sm" c="dimmed">
              {t`If this practice does not show up there, its address is`}{' '}
              <Ltr>{addresses.map(writeAddress).join(', ')}</Ltr>
            </Text>
            <CopyField value={link} label={t`Link for another desk`} />
          </Stack>
          <QrCode value={link} label={t`The link as a QR code`} />
        </div>
      ) : (
        <Stack gap="sm">
          <Text size="sm">
            {t`Open this link in a browser on the hub’s computer. For a desk on another computer, first switch on sharing above.`}
          </Text>
          <TimeLeft until={invite.expires_at} />
          <CopyField value={own} label={t`Link for another desk`} />
        </Stack>
      )}
    </ShownOnce>
  );
}

function TimeLeft({ until }: { readonly until: string }) {
  const clock = useClock();
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), 1_000);
    return () => clearInterval(timer);
  }, [clock]);
  const minutes = Math.ceil((parseInstant(until) - now) / 60_000);
  return (
    <Text size="sm" fw={500} role={minutes > 0 ? 'timer' : 'alert'}>
      {minutes > 0
        ? plural(minutes, { one: 'Good for # more minute', other: 'Good for # more minutes' })
        : t`It has run out: close this and make a new one.`}
    </Text>
  );
}
