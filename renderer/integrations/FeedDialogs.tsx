import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../person/useDeed.ts';
import { Dialog } from './Dialog.tsx';
import { FeedShown } from './FeedShown.tsx';
import { type Feed, feedWithToken } from './key-wire.ts';

interface FeedDialogProps {
  readonly feed: Feed;
  readonly onClose: () => void;
}

/** A new address; whoever has the old one sees nothing any more. */
export function TurnFeed({ feed, onClose }: FeedDialogProps) {
  const { busy, refusal, act } = useDeed();
  const [token, setToken] = useState<string>();
  const { name } = feed;
  const turn = async () => {
    const path = `/v2/calendar/feeds/${feed.id}/rotate`;
    const done = await act({ method: 'POST', path, body: {} }, t`There is a new address`);
    if (done) setToken(feedWithToken.parse(done.body).token);
  };
  if (token !== undefined) return <FeedShown token={token} onClose={onClose} />;
  return (
    <Dialog
      title={t`New address for “${name}”`}
      action={t`Make a new address`}
      busy={busy}
      refusal={refusal}
      onDo={() => void turn()}
      onClose={onClose}
    >
      <Text size="sm">
        {t`The old address stops at once: calendars that use it have to be given the new one. Also for when the address isn’t at hand any more.`}
      </Text>
    </Dialog>
  );
}

export function RemoveFeed({ feed, onClose }: FeedDialogProps) {
  const { busy, refusal, act } = useDeed();
  const { name } = feed;
  const remove = async () => {
    if (await act({ method: 'DELETE', path: `/v2/calendar/feeds/${feed.id}` }, t`Feed removed`)) onClose();
  };
  return (
    <Dialog
      title={t`Remove “${name}”?`}
      action={t`Remove`}
      dangerous
      busy={busy}
      refusal={refusal}
      onDo={() => void remove()}
      onClose={onClose}
    >
      <Text size="sm">{t`Calendars that use its address show nothing new. This can’t be taken back.`}</Text>
    </Dialog>
  );
}
