import { t } from '@lingui/core/macro';
import { Code, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { writeAddress } from '../../shared/lan/address.ts';
import { sharingState } from '../../shared/lan/sharing.ts';
import { useDeed } from '../person/useDeed.ts';
import { useHub } from '../person/useHub.ts';
import { Ltr } from '../ui/Ltr.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { Card } from './Card.tsx';
import classes from './data-page.module.css';
import { Fingerprint } from './Fingerprint.tsx';
import { sharingProblemWords } from './sharing-words.ts';

/** Whether other computers of the network may reach the hub, and under which addresses they do. */
export function SharingCard() {
  const { data, again, refusal } = useHub('/v2/sharing', sharingState);
  const { busy, refusal: refused, act } = useDeed();
  const [asked, setAsked] = useState<{ readonly on: boolean; readonly feeds: boolean }>();
  if (!data) return refusal ? <ProblemText>{refusalWords(refusal)}</ProblemText> : null;
  const { on, feeds } = asked ?? { on: data.on, feeds: data.feeds.on };

  const change = async (next: { readonly on: boolean; readonly feeds: boolean }, said: string) => {
    setAsked(next);
    const body = { on: next.on, feeds_over_http: next.feeds };
    await act({ method: 'PUT', path: '/v2/sharing', body }, said);
    setAsked(undefined);
    again();
  };

  return (
    <Card title={t`On the practice’s network`}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t`So that desks on other computers work with this hub. Everything is encrypted, and only desks that were let in get anything. While it is on, the hub’s computer does not fall asleep.`}
        </Text>
        <Switch
          label={t`Share with other computers on this network`}
          checked={on}
          disabled={busy}
          onChange={(event) => {
            const next = event.currentTarget.checked;
            void change(
              { on: next, feeds },
              next
                ? t`The hub can be reached on this network`
                : t`The hub can’t be reached from other computers`,
            );
          }}
        />
        {data.on && data.problem && <ProblemText>{sharingProblemWords(data.problem, data.port)}</ProblemText>}
        {data.on && !data.problem && (
          <dl className={classes.facts}>
            <dt>{t`Addresses`}</dt>
            <dd>
              {data.addresses.length === 0
                ? t`None: is this computer on a network?`
                : data.addresses.map((address) => (
                    <Code key={writeAddress(address)} className={classes.address}>
                      <Ltr>{writeAddress(address)}</Ltr>
                    </Code>
                  ))}
            </dd>
            <dt>{t`Found by itself`}</dt>
            <dd>
              {data.announced ? t`Yes, as “${data.name}”` : t`No: type the address at the other computer`}
            </dd>
            <dt>{t`Fingerprint`}</dt>
            <dd>
              <Fingerprint value={data.fingerprint} />
            </dd>
          </dl>
        )}
        {data.on && (
          <Switch
            label={t`Calendar feeds without encryption, too`}
            description={t`Some calendar programs on this network can’t read encrypted feeds of a hub. What is in a feed can then be read by others on this network. Nothing but feeds is sent this way.`}
            checked={feeds}
            disabled={busy}
            onChange={(event) => {
              const next = event.currentTarget.checked;
              void change({ on, feeds: next }, next ? t`Plain feeds are on` : t`Plain feeds are off`);
            }}
          />
        )}
        {refused && (
          <ProblemText>
            {refused.code === 'forbidden' ? t`Only the owner may change this.` : refusalWords(refused)}
          </ProblemText>
        )}
      </Stack>
    </Card>
  );
}
