import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Progress, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { usePractice } from '../app/practice.tsx';
import { Card } from '../data-page/Card.tsx';
import classes from '../data-page/data-page.module.css';
import { useDeed } from '../person/useDeed.ts';
import { useHub } from '../person/useHub.ts';
import { Ltr } from '../ui/Ltr.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { BackupSettingsDialog } from './BackupSettingsDialog.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { UnlistedBackup } from './UnlistedBackup.tsx';
import { useOpenedBackup } from './useOpenedBackup.ts';
import { type Backup, backupSettings, backups } from './wire.ts';
import { backupProblemWords, backupRefusalWords, runningWords } from './words.ts';

/** Backups that are shown before somebody asks for all. */
const few = 3;

/** Copies of everything under a passphrase: made by themselves or now, and put back. */
export function BackupCard() {
  const { format } = usePractice();
  const { data, again, refusal } = useHub('/v2/backups', backups, 1000);
  const { data: settings, again: readSettings } = useHub('/v2/backups/settings', backupSettings, 30_000);
  const { busy, refusal: refused, act } = useDeed();
  const [setting, setSetting] = useState(false);
  const [restoring, setRestoring] = useState<Backup>();
  const [all, setAll] = useState(false);
  const unlisted = useOpenedBackup(data?.data, setRestoring);
  if (refusal)
    return (
      <Card title={t`Backups`}>
        <ProblemText>{backupRefusalWords(refusal)}</ProblemText>
      </Card>
    );
  if (!data || !settings) return null;
  const { state } = data;
  const { running } = state;
  const { folder } = settings;
  const changed = () => {
    readSettings();
    again();
  };
  const switchOn = async (on: boolean) => {
    const said = on ? t`A backup is made every day` : t`No backups are made by themselves`;
    if (await act({ method: 'PUT', path: '/v2/backups/settings', body: { on } }, said)) changed();
  };
  const makeOne = async () => {
    if (await act({ method: 'POST', path: '/v2/backups', body: {} }, t`A backup is being made`)) again();
  };
  const at = format.clock(minuteOf(settings.at));
  const shown = all ? data.data : data.data.slice(0, few);

  return (
    <Card
      title={t`Backups`}
      action={
        settings.has_passphrase && (
          <Button
            size="compact-md"
            loading={busy}
            disabled={running !== undefined}
            onClick={() => void makeOne()}
          >
            {t`Back up now`}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t`A copy of everything, encrypted with a passphrase of yours: the practice, the sandbox, and what this hub is known by. Put back here or on another computer, desks go on as if nothing had happened.`}
        </Text>
        {settings.has_passphrase ? (
          <Group justify="space-between">
            <Switch
              label={t`Every day at ${at}`}
              checked={settings.on}
              disabled={busy}
              onChange={(event) => void switchOn(event.currentTarget.checked)}
            />
            <Button size="compact-sm" variant="default" onClick={() => setSetting(true)}>
              {t`Change`}
            </Button>
          </Group>
        ) : (
          <Group>
            <Button variant="light" onClick={() => setSetting(true)}>
              {t`Set up backups`}
            </Button>
          </Group>
        )}
        {running && (
          <div>
            <Text size="sm" id="backup-running">
              {runningWords(running)}
            </Text>
            <Progress value={running.percent} aria-labelledby="backup-running" mt={4} />
          </div>
        )}
        {unlisted !== undefined && <UnlistedBackup key={unlisted} file={unlisted} folder={folder} />}
        {refused && <ProblemText>{backupRefusalWords(refused)}</ProblemText>}
        {!running && state.problem && <ProblemText>{backupProblemWords(state.problem)}</ProblemText>}
        {settings.has_passphrase && data.data.length === 0 && !running && (
          <Text size="sm">{t`There is no backup yet.`}</Text>
        )}
        {shown.length > 0 && (
          <ul className={classes.rows} aria-label={t`Backups`}>
            {shown.map((one) => (
              <li key={one.id}>
                <span className={classes.grow}>
                  <Text component="span" fw={600} display="block">
                    {format.dayTime(one.made_at)}
                  </Text>
                  <Text component="span" size="xs" c="dimmed" display="block">
                    {t`${{ size: format.number(Math.max(0.1, Math.round(one.bytes / 1e5) / 10)) }} MB, found whole after it was written`}
                  </Text>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={running !== undefined}
                  aria-label={t`Put back: ${format.dayTime(one.made_at)}`}
                  onClick={() => setRestoring(one)}
                >
                  {t`Put back`}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {!all && data.data.length > few && (
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
            {t`Show all ${{ count: data.data.length }}`}
          </Button>
        )}
        {settings.has_passphrase && (
          <Text size="sm" className={classes.folder}>
            <Trans>
              They are in <Ltr>{folder}</Ltr> on the hub’s computer. A copy on another disk helps when this
              one breaks.
            </Trans>
          </Text>
        )}
      </Stack>
      {setting && (
        <BackupSettingsDialog
          settings={settings}
          onClose={() => setSetting(false)}
          onDone={() => {
            setSetting(false);
            changed();
          }}
        />
      )}
      {restoring && (
        <RestoreDialog
          key={restoring.id}
          backup={restoring}
          onClose={() => setRestoring(undefined)}
          onDone={() => {
            setRestoring(undefined);
            again();
          }}
        />
      )}
    </Card>
  );
}

/** `03:00` → 180. */
function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
