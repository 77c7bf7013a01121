import { t } from '@lingui/core/macro';
import { Button, Group, PasswordInput, Progress, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import type { RestoreLine } from '../../shared/setup/request.ts';
import { backupRefusalWords, runningWords } from '../backup/words.ts';
import type { Setup } from '../data/index.ts';
import { forgetOpenedLink, openedBackup, openedLink } from '../pairing/opened-links.ts';
import { desktopProgram } from '../ui/desktop.ts';
import { PathInput } from '../ui/PathInput.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { useStore } from '../ui/store.ts';
import { setupProblem } from './problem.ts';
import classes from './setup.module.css';

interface RestorePageProps {
  readonly setup: Setup;
  readonly onBack: () => void;
}

/** Brings a practice back from a backup that lies on the hub's computer. */
export function RestorePage({ setup, onBack }: RestorePageProps) {
  const [file, setFile] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [line, setLine] = useState<RestoreLine>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const opened = useStore(openedLink, openedBackup);
  const step = line?.invitation === undefined ? (line?.step ?? 'reading') : 'switching';

  useEffect(() => {
    if (opened === undefined) return;
    if (!busy) setFile(opened);
    forgetOpenedLink();
  }, [opened, busy]);

  const go = async () => {
    setBusy(true);
    setRefusal(undefined);
    const refused = await setup.restore(bare(file), passphrase, setLine);
    setBusy(false);
    setLine(undefined);
    setRefusal(refused);
  };

  return (
    <main className={classes.page}>
      <form
        className={classes.inner}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && file.trim() !== '' && passphrase !== '') void go();
        }}
      >
        <Title order={1} size="h2">
          {t`Bring back a backup`}
        </Title>
        <Stack gap="md" mt="md">
          <Text>
            {t`Everything will be as it was when the backup was made. Desks that were let in before need not be let in again: they find this computer by themselves, or under its new address.`}
          </Text>
          <PathInput
            label={t`The backup on this computer`}
            description={t`The whole path of the file, as the file manager shows or copies it. Its name ends in .dunebook-backup`}
            placeholder="/media/usb/dunebook-….dunebook-backup"
            what="backup"
            program={desktopProgram()}
            value={file}
            autoFocus
            disabled={busy}
            onPath={setFile}
          />
          <PasswordInput
            label={t`Passphrase of this backup`}
            value={passphrase}
            autoComplete="off"
            disabled={busy}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          {busy && (
            <div role="status">
              <Text size="sm" id="restore-running">
                {runningWords({ task: 'restore', step, percent: line?.percent ?? 0 })}
              </Text>
              <Progress
                value={step === 'switching' ? 100 : (line?.percent ?? 0)}
                aria-labelledby="restore-running"
                mt={4}
              />
            </div>
          )}
          {refusal && (
            <ProblemText>
              {refusal.details?.reason === undefined ? setupProblem(refusal) : backupRefusalWords(refusal)}
            </ProblemText>
          )}
          <Group justify="space-between">
            <Button variant="default" disabled={busy} onClick={onBack}>
              {t`Back`}
            </Button>
            <Button type="submit" loading={busy} disabled={file.trim() === '' || passphrase === ''}>
              {t`Bring it back`}
            </Button>
          </Group>
        </Stack>
      </form>
    </main>
  );
}

/** File managers copy paths in quotes. */
function bare(path: string): string {
  return path.trim().replace(/^(["'])(.*)\1$/, '$2');
}
