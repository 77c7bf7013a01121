import { t } from '@lingui/core/macro';
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { isRefusal, type Refusal } from '../../shared/errors.ts';
import { usePractice } from '../app/practice.tsx';
import { useDesk } from '../data/index.ts';
import { usePerson } from '../person/person.tsx';
import { useDeed } from '../person/useDeed.ts';
import { useHub } from '../person/useHub.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { saveAs } from '../ui/save-as.ts';
import { refusalWords } from '../ui/words.ts';
import { begunExport } from './begun-export.ts';
import { Card } from './Card.tsx';
import classes from './data-page.module.css';
import { exportProblemWords } from './export-words.ts';
import { type WholeExport, wholeExport, wholeExports } from './wire.ts';

/** Everything of the practice as one file: for another program, for the records, or for another computer. */
export function ExportCard() {
  const { format } = usePractice();
  const desk = useDesk();
  const { person } = usePerson();
  const { data, again, refusal } = useHub('/v2/exports', wholeExports, 1500);
  const { busy, refusal: refused, act } = useDeed();
  const [saving, setSaving] = useState<string>();
  const [unsaved, setUnsaved] = useState<Refusal>();
  const title = t`Complete export`;
  if (refusal)
    return (
      <Card title={title}>
        <ProblemText>{exportRefusalWords(refusal)}</ProblemText>
      </Card>
    );
  if (!data || !person) return null;
  const [newest] = data.data;
  const running = data.data.find(({ status }) => status === 'running');
  const files = data.data.filter(({ status }) => status === 'done');

  const begin = async () => {
    const begun = await act(
      { method: 'POST', path: '/v2/exports', body: {} },
      t`The export is being made; you will be told when it is done`,
    );
    if (!begun) return;
    begunExport.set(wholeExport.safeParse(begun.body).data?.id);
    again();
  };
  const remove = async ({ id, status }: WholeExport) => {
    const said = status === 'running' ? t`The export was cancelled` : t`The export was removed`;
    if (await act({ method: 'DELETE', path: `/v2/exports/${id}` }, said)) again();
  };
  const save = async ({ id, created_at }: WholeExport) => {
    setSaving(id);
    const file = await desk.hubFile(`/v2/exports/${id}/download`, person.token);
    setSaving(undefined);
    setUnsaved(isRefusal(file) ? file : undefined);
    if (!isRefusal(file)) saveAs(file, `dunebook-${created_at.slice(0, 10)}.zip`);
  };

  return (
    <Card
      title={title}
      action={
        <Button
          size="compact-md"
          loading={busy}
          disabled={running !== undefined}
          onClick={() => void begin()}
        >
          {t`Export everything`}
        </Button>
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t`Everything in one file that other programs can read: tables, a calendar, and all documents with their history. Another computer can start with it. PINs, keys, desks, and the secrets of feeds and webhooks are not in it and have to be made anew there. It is not encrypted: keep it as you would keep your files.`}
        </Text>
        {running && (
          <div>
            <Group justify="space-between">
              <Text size="sm" id="export-running">
                {t`${{ done: format.number(running.done) }} of ${{ total: format.number(running.total) }} documents written`}
              </Text>
              <Button size="compact-sm" variant="subtle" onClick={() => void remove(running)}>
                {t`Cancel`}
              </Button>
            </Group>
            <Progress
              value={(100 * running.done) / Math.max(1, running.total)}
              aria-labelledby="export-running"
              mt={4}
            />
          </div>
        )}
        {newest?.status === 'failed' && <ProblemText>{exportProblemWords(newest.problem)}</ProblemText>}
        {refused && <ProblemText>{exportRefusalWords(refused)}</ProblemText>}
        {unsaved && <ProblemText>{refusalWords(unsaved)}</ProblemText>}
        {files.length > 0 && (
          <ul className={classes.rows} aria-label={t`Exports`}>
            {files.map((one) => (
              <li key={one.id}>
                <span className={classes.grow}>
                  <Text component="span" fw={600} display="block">
                    {format.dayTime(one.created_at)}
                  </Text>
                  <Text component="span" size="xs" c="dimmed" display="block">
                    {t`${{ size: format.number(Math.max(0.1, Math.round((one.size ?? 0) / 1e5) / 10)) }} MB`}
                  </Text>
                </span>
                <span className={classes.deeds}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={saving === one.id}
                    aria-label={t`Save: ${format.dayTime(one.created_at)}`}
                    onClick={() => void save(one)}
                  >
                    {t`Save`}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    disabled={busy}
                    aria-label={t`Remove: ${format.dayTime(one.created_at)}`}
                    onClick={() => void remove(one)}
                  >
                    {t`Remove`}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  );
}

function exportRefusalWords(refusal: Refusal): string {
  return refusal.code === 'forbidden' ? t`Only the owner may export everything.` : refusalWords(refusal);
}
