import { plural, t } from '@lingui/core/macro';
import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import {
  IconCircleCheck,
  IconClockExclamation,
  IconCloudUp,
  IconCopyOff,
  IconRefreshAlert,
  IconShieldQuestion,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { parseInstant } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useClock, useNow } from '../app/clock.tsx';
import { connectionWords, skewWords } from '../app/connection-words.ts';
import { lengthWords } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import { useConnection, useDesk, useLive, useSignal } from '../data/index.ts';
import { useLanguage } from '../language/LanguageProvider.tsx';
import { languages } from '../language/languages.ts';
import { authorOf } from '../people/author.ts';
import { useElsewhere } from '../ui/desktop.ts';
import { exportedJson, exportedPage } from './export.ts';
import { HubAddresses } from './HubAddresses.tsx';
import { saveFile } from './save-file.ts';
import { uncopiedWords } from './uncopied-words.ts';
import classes from './waiting.module.css';
import { readWaitingChanges, type WaitingChange } from './waiting-changes.ts';

/** How the desk stands to the hub in full, and what waits for it: to be looked at, sent now or, in an emergency, saved. */
export function WaitingSheet({ onClose }: { readonly onClose: () => void }) {
  const { practice, format } = usePractice();
  const { language } = useLanguage();
  const desk = useDesk();
  const clock = useClock();
  const navigate = useNavigate();
  const now = useNow(15_000);
  const connection = useConnection();
  const intents = useSignal(desk.pending);
  const [asked, setAsked] = useState(0);
  const { data: changes = [] } = useLive(
    ['bookings', 'customers', 'services', 'resources'],
    (query) => readWaitingChanges(query, desk.pending.get(), format),
    [intents.map(({ id }) => id), format.zone, format.locale],
  );
  const { long, short, tone } = connectionWords(connection, useElsewhere());
  const skew = skewWords(connection.skewMinutes);
  const { state } = connection;
  const letIn = state === 'revoked' || state === 'unpaired' || state === 'untrusted';

  const save = (as: 'json' | 'html') => {
    const made = clock();
    const file = { practice, install: desk.install(), now: made, changes };
    const name = `dunebook-${localDate(format.zone, made)}-${changes.length}.${as}`;
    if (as === 'json') return saveFile(name, 'application/json', exportedJson(file));
    const { dir } = languages[language];
    saveFile(name, 'text/html', exportedPage(file, format, { tag: language, dir }));
  };

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={t`Connection to the hub`}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack gap="md">
        <div className={classes.state} data-tone={tone}>
          <Text fw={600}>{short}</Text>
          <Text size="sm">{long}</Text>
        </div>
        {skew && (
          <Notice icon={<IconClockExclamation size={20} aria-hidden />} title={skew}>
            {t`This computer shows ${format.dayTime(now)}. Bookings are not affected: their times are the practice’s. But what the board shows as now is wrong, and so are waiting times. Set the computer’s clock, best by letting it set itself.`}
          </Notice>
        )}
        {connection.uncopied > 0 && (
          <Notice
            icon={<IconCopyOff size={20} aria-hidden />}
            title={t`Much waits for the hub on this computer`}
          >
            {uncopiedWords(connection.uncopied)}
          </Notice>
        )}
        {state === 'untrusted' && (
          <Notice
            icon={<IconShieldQuestion size={20} aria-hidden />}
            title={t`The hub shows another certificate`}
          >
            {t`When this desk was let in, it noted how the hub proves who it is. Whoever answers now proves something else. If the hub was set up anew, let this desk in again with a new code: what waits here is kept and sent then. If nobody changed the hub, tell whoever looks after it: another computer may be posing as the hub.`}
          </Notice>
        )}
        {state === 'update_required' && (
          <Notice
            icon={<IconRefreshAlert size={20} aria-hidden />}
            title={t`This desk is older than the hub`}
          >
            {t`The hub was updated. Load the page again to get the new version; in the desktop program, close it and open it again. What waits stays here and is sent afterwards. If it does not help, save what waits first.`}
          </Notice>
        )}
        <Group gap="xs">
          {letIn ? (
            <Button
              onClick={() => {
                onClose();
                navigate('/pairing');
              }}
            >{t`Let this desk in again`}</Button>
          ) : state === 'update_required' ? (
            <Button onClick={() => window.location.reload()}>{t`Load it again`}</Button>
          ) : (
            <Button
              variant={state === 'online' ? 'default' : 'filled'}
              loading={asked > 0 && state === 'connecting'}
              onClick={() => {
                setAsked(asked + 1);
                desk.reconnect();
              }}
            >{t`Try again now`}</Button>
          )}
        </Group>
        {(state === 'offline' || state === 'connecting' || state === 'untrusted') && (
          <HubAddresses onFound={desk.reconnect} />
        )}
        {changes.length === 0 ? (
          <Group gap="sm" wrap="nowrap">
            <IconCircleCheck size={22} stroke={1.6} color="var(--desk-good)" aria-hidden />
            <Text size="sm">{t`Nothing waits: the hub has everything that was done here.`}</Text>
          </Group>
        ) : (
          <section aria-labelledby="waiting-changes">
            <h3 id="waiting-changes" className={classes.head}>
              {plural(changes.length, { one: '# change waits', other: '# changes wait' })}
            </h3>
            <ol className={classes.changes}>
              {changes.map((change) => (
                <ChangeItem key={change.intent.id} change={change} now={now} />
              ))}
            </ol>
            <Text size="sm" c="dimmed" mt="md" mb="xs">
              {t`They are safe on this computer and are sent by themselves. If the computer has to go, or the hub does not come back, save them and have them entered elsewhere.`}
            </Text>
            <Group gap="xs">
              <Button variant="default" onClick={() => save('html')}>{t`Save to read or print`}</Button>
              <Button variant="default" onClick={() => save('json')}>{t`Save as data`}</Button>
            </Group>
          </section>
        )}
      </Stack>
    </Drawer>
  );
}

function ChangeItem({ change, now }: { readonly change: WaitingChange; readonly now: number }) {
  const { format } = usePractice();
  const { intent, title, after } = change;
  const minutes = Math.max(0, Math.floor((now - parseInstant(intent.issued_at)) / 60_000));
  const length = lengthWords(minutes);
  const who = authorOf(useDesk(), intent);
  return (
    <li>
      <IconCloudUp size={18} stroke={1.6} aria-hidden />
      <div>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {who && `${who} · `}
          {minutes === 0
            ? t`Done just now`
            : minutes < 24 * 60
              ? t`Done ${length} ago, ${format.time(intent.issued_at)}`
              : t`Done ${format.dayTime(intent.issued_at)}`}
        </Text>
        {after.length > 0 && (
          <Text size="xs" c="dimmed">
            {t`After: ${after.join('; ')}`}
          </Text>
        )}
      </div>
    </li>
  );
}

interface NoticeProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: string;
}

function Notice({ icon, title, children }: NoticeProps) {
  return (
    <div className={classes.notice}>
      {icon}
      <div>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="sm">{children}</Text>
      </div>
    </div>
  );
}
