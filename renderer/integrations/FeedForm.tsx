import { t } from '@lingui/core/macro';
import { Radio, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { feeds } from '../../shared/resources/access.ts';
import { useLive } from '../data/index.ts';
import { useDeed } from '../person/useDeed.ts';
import { Dialog } from './Dialog.tsx';
import { FeedShown } from './FeedShown.tsx';
import { type Feed, feedWithToken } from './key-wire.ts';
import { privacyWords } from './privacy-words.ts';

const privacies = ['busy', 'initials', 'full'] as const;

/** Makes a feed of one person or room, or of the practice, and shows its address. */
export function FeedForm({ onClose }: { readonly onClose: () => void }) {
  const { busy, refusal, act, forget } = useDeed();
  const { data: resources } = useLive(['resources'], (query) => query.range('resources', []), []);
  const [resource, setResource] = useState('');
  const [ownName, setName] = useState<string>();
  const [privacy, setPrivacy] = useState<Feed['privacy']>('initials');
  const [alarm, setAlarm] = useState('');
  const [tried, setTried] = useState(false);
  const [token, setToken] = useState<string>();

  const all = t`The whole practice`;
  const whose = resources?.find(({ id }) => id === resource)?.name ?? all;
  const name = ownName ?? whose;
  const badName = !feeds.doc.shape.name.safeParse(name).success;

  const make = async () => {
    setTried(true);
    if (badName) return;
    const body = {
      name: name.trim(),
      privacy,
      ...(resource !== '' && { resource_id: resource }),
      ...(alarm !== '' && { alarm_minutes: Number(alarm) }),
    };
    const done = await act({ method: 'POST', path: '/v2/calendar/feeds', body }, t`Feed made`);
    if (done) setToken(feedWithToken.parse(done.body).token);
  };

  if (token !== undefined) return <FeedShown token={token} onClose={onClose} />;
  const sorted = [...(resources ?? [])].sort((a, b) => a.sort_order - b.sort_order);
  return (
    <Dialog
      title={t`Make a calendar feed`}
      action={t`Make the feed`}
      busy={busy}
      refusal={refusal}
      onDo={() => void make()}
      onClose={onClose}
    >
      <Select
        label={t`Whose bookings`}
        data={[{ value: '', label: all }, ...sorted.map(({ id, name: label }) => ({ value: id, label }))]}
        value={resource}
        onChange={(value) => {
          setResource(value ?? '');
          forget();
        }}
        allowDeselect={false}
        searchable
      />
      <TextInput
        label={t`Name of the calendar`}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried && badName && t`The calendar needs a name`}
      />
      <Radio.Group
        label={t`It shows`}
        description={t`A phone may be lost, and whoever has the address sees this.`}
        value={privacy}
        onChange={(value) => setPrivacy(privacies.find((one) => one === value) ?? 'busy')}
      >
        <Stack gap={6} mt={6}>
          {privacies.map((value) => (
            <Radio key={value} value={value} label={privacyWords(value)} />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={t`Remind`}
        data={[
          { value: '', label: t`Not at all` },
          { value: '5', label: t`5 minutes before` },
          { value: '10', label: t`10 minutes before` },
          { value: '30', label: t`30 minutes before` },
          { value: '60', label: t`1 hour before` },
        ]}
        value={alarm}
        onChange={(value) => setAlarm(value ?? '')}
        allowDeselect={false}
      />
    </Dialog>
  );
}
