import { t } from '@lingui/core/macro';
import { Button, FileInput, Group, List, Progress, Stack, Text, Title } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useState } from 'react';
import { isRefusal, type Refusal } from '../../shared/errors.ts';
import type { FirstOwner, Setup } from '../data/index.ts';
import { useLanguage } from '../language/LanguageProvider.tsx';
import { PinText } from '../ui/PinText.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { useHeadingFocus } from '../ui/useHeadingFocus.ts';
import { setupProblem } from './problem.ts';
import classes from './setup.module.css';

interface FromExportPageProps {
  readonly setup: Setup;
  readonly onBack: () => void;
}

/** Starts a hub with a practice that was exported elsewhere. */
export function FromExportPage({ setup, onBack }: FromExportPageProps) {
  const heading = useHeadingFocus();
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [percent, setPercent] = useState(0);
  const [refusal, setRefusal] = useState<Refusal>();
  const [owner, setOwner] = useState<FirstOwner>();

  const go = async (chosen: File) => {
    setBusy(true);
    setRefusal(undefined);
    const zip = new Blob([chosen], { type: 'application/zip' });
    const answer = await setup.importExport(zip, ({ done, total }) => setPercent((100 * done) / total));
    setBusy(false);
    if (isRefusal(answer)) setRefusal(answer);
    else setOwner(answer);
  };
  if (owner) return <Taken owner={owner} />;
  return (
    <main className={classes.page}>
      <form
        className={classes.inner}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && file) void go(file);
        }}
      >
        <Title order={1} size="h2" ref={heading}>
          {t`From an export`}
        </Title>
        <Stack gap="md" mt="md">
          <Text>
            {t`Bookings, customers and everything else will be as they were when the export was made, with their history. PINs, keys and desks have to be made anew; feeds get new addresses and webhooks new secrets.`}
          </Text>
          <FileInput
            label={t`The export`}
            placeholder={t`A file such as dunebook-2026-04-15.zip`}
            accept=".zip,application/zip"
            value={file}
            disabled={busy}
            leftSection={<IconFileZip size={18} stroke={1.5} aria-hidden />}
            onChange={(chosen) => {
              setFile(chosen);
              setRefusal(undefined);
            }}
          />
          {busy && (
            <div role="status">
              <Text size="sm" id="import-running">
                {t`Reading the export…`}
              </Text>
              <Progress value={percent} aria-labelledby="import-running" mt={4} />
            </div>
          )}
          {refusal && <ProblemText>{importProblem(refusal)}</ProblemText>}
          <Group justify="space-between">
            <Button variant="default" onClick={busy ? () => void setup.cancelImport() : onBack}>
              {busy ? t`Cancel` : t`Back`}
            </Button>
            <Button type="submit" loading={busy} disabled={!file}>
              {t`Start with it`}
            </Button>
          </Group>
        </Stack>
      </form>
    </main>
  );
}

/** What is no part of an export, by name, and where it is made anew. */
function MadeAnew({ anew }: Pick<FirstOwner, 'anew'>) {
  const { language } = useLanguage();
  const names = (list: readonly string[]) => new Intl.ListFormat(language).format(list);
  const lines = [
    anew.pins.length > 0 && t`Who needs a new PIN, on the Staff screen: ${{ names: names(anew.pins) }}.`,
    anew.feeds.length > 0 &&
      t`Calendar feeds that need a new address, under Integrations: ${{ names: names(anew.feeds) }}.`,
    anew.webhooks.length > 0 &&
      t`Webhooks that are off until they have a new secret, under Integrations: ${{ names: names(anew.webhooks) }}.`,
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <List size="sm" aria-label={t`To be made anew`}>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}

/** The practice is here; its owner comes in by the PIN that is shown. */
function Taken({ owner }: { readonly owner: FirstOwner }) {
  const heading = useHeadingFocus();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const open = async () => {
    setBusy(true);
    setRefusal(await owner.open());
    setBusy(false);
  };
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <Title order={1} size="h2" ref={heading}>
          {t`The practice is here`}
        </Title>
        <Stack gap="md" mt="md">
          <Text>{t`${{ name: owner.name }} signs in with this PIN. Write it down: it is shown once.`}</Text>
          <PinText pin={owner.pin} />
          <MadeAnew anew={owner.anew} />
          {refusal && <ProblemText>{setupProblem(refusal)}</ProblemText>}
          <Group justify="flex-end">
            <Button loading={busy} onClick={() => void open()}>
              {t`Open the desk`}
            </Button>
          </Group>
        </Stack>
      </div>
    </main>
  );
}

/** Why an export was not taken; nothing was changed then. */
function importProblem(refusal: Refusal): string {
  switch (refusal.details?.reason) {
    case 'cancelled':
      return t`The import was cancelled. Nothing was changed.`;
    case 'no_export':
      return t`This file is no export of Dunebook. Nothing was changed.`;
    case 'damaged':
      return t`The export is damaged: it is not as it was made. Nothing was changed; copy the file again and try once more.`;
    case 'newer':
      return t`A newer Dunebook made this export. Update Dunebook on this computer first.`;
    default:
      return setupProblem(refusal);
  }
}
