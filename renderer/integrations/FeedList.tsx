import { plural, t } from '@lingui/core/macro';
import { Button, Text, Title } from '@mantine/core';
import { IconCalendarShare, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';
import { useHub } from '../person/useHub.ts';
import { Message } from '../ui/Message.tsx';
import { useLate } from '../ui/useLate.ts';
import { Rows } from './EndpointList.tsx';
import { RemoveFeed, TurnFeed } from './FeedDialogs.tsx';
import { FeedForm } from './FeedForm.tsx';
import { IntegrationsAway } from './IntegrationsAway.tsx';
import classes from './integrations.module.css';
import { type Feed, feeds } from './key-wire.ts';
import { Problem } from './Problem.tsx';
import { privacyWords } from './privacy-words.ts';
import sections from './sections.module.css';

/** Addresses that phones and calendar programs subscribe to. */
export function FeedList() {
  const { data, loading, away, refusal, again } = useHub('/v2/calendar/feeds?limit=100', feeds);
  const late = useLate(loading);
  const [open, setOpen] = useState<'add' | { readonly what: 'turn' | 'remove'; readonly feed: Feed }>();
  const close = () => {
    setOpen(undefined);
    again();
  };
  const shown = data?.data.filter(({ revoked_at }) => revoked_at === undefined);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('add')}>
      {t`Make a feed`}
    </Button>
  );
  return (
    <>
      {away && <IntegrationsAway />}
      {refusal && <Problem refusal={refusal} onAgain={again} />}
      {late && <Rows label={t`Loading feeds`} />}
      {shown?.length === 0 && (
        <Message
          icon={<IconCalendarShare size={44} stroke={1.4} aria-hidden />}
          title={t`No calendar shows the bookings yet`}
          actions={add}
        >
          {t`A feed is a secret address. Whoever puts it into the calendar of their phone or computer sees the bookings there, always up to date.`}
        </Message>
      )}
      {shown && shown.length > 0 && (
        <section className={classes.inner} aria-label={t`Calendar feeds`}>
          <div className={classes.head}>
            <div>
              <Title order={2} size="h4">
                {t`Calendar feeds`}
              </Title>
              <Text size="sm" c="dimmed">
                {t`Secret addresses that phones and calendar programs subscribe to.`}
              </Text>
            </div>
            {add}
          </div>
          <ul className={classes.list} aria-label={t`Calendar feeds`}>
            {shown.map((feed) => (
              <li key={feed.id} className={`${classes.row} ${sections.wrapping}`}>
                <FeedFacts feed={feed} />
                <div className={sections.deeds}>
                  <Button size="compact-sm" variant="default" onClick={() => setOpen({ what: 'turn', feed })}>
                    {t`New address`}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => setOpen({ what: 'remove', feed })}
                  >
                    {t`Remove`}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {open === 'add' && <FeedForm onClose={close} />}
      {open && open !== 'add' && open.what === 'turn' && <TurnFeed feed={open.feed} onClose={close} />}
      {open && open !== 'add' && open.what === 'remove' && <RemoveFeed feed={open.feed} onClose={close} />}
    </>
  );
}

function FeedFacts({ feed }: { readonly feed: Feed }) {
  const { format } = usePractice();
  const { data: resource } = useLive(
    ['resources'],
    async (query) => (feed.resource_id ? await query.get('resources', feed.resource_id) : undefined),
    [feed.resource_id],
  );
  const whose = feed.resource_id ? (resource?.name ?? feed.resource_id) : t`The whole practice`;
  const when = feed.last_used_at && format.dayTime(feed.last_used_at);
  const alarm = feed.alarm_minutes;
  return (
    <span className={classes.grow}>
      <Text component="span" fw={600} truncate display="block">
        {feed.name}
      </Text>
      <Text component="span" size="sm" display="block">
        {whose} · {privacyWords(feed.privacy)}
        {alarm !== undefined &&
          ` · ${plural(alarm, { one: 'reminds # minute before', other: 'reminds # minutes before' })}`}
      </Text>
      <Text component="span" size="xs" c="dimmed" display="block">
        {when ? t`Last fetched ${when}` : t`Never fetched`}
      </Text>
    </span>
  );
}
