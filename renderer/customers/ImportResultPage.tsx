import { t } from '@lingui/core/macro';
import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import { useConnection } from '../data/index.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import classes from './customers.module.css';
import { importWords } from './import-words.ts';
import { RowProblems } from './RowProblems.tsx';
import { useAtHub } from './useAtHub.ts';
import { useHubPages } from './useHubPages.ts';
import { useImport } from './useImport.ts';
import { importRow } from './wire.ts';
import { hubProblem } from './words.ts';

/** How far an import is, what became of its rows, and the way back. */
export function ImportResultPage() {
  const { importId = '' } = useParams();
  const { format } = usePractice();
  const announce = useAnnounce();
  const online = useConnection().state === 'online';
  const { state, refusal, again } = useImport(importId);
  const undoing = useAtHub();
  const status = state?.status;
  const rests = status === 'done' || status === 'undone';
  const listed = status === 'undone' ? 'kept' : 'failed';
  const problems = useHubPages(
    rests ? `/v2/imports/${importId}/rows?state=${listed}&limit=50` : undefined,
    importRow,
  );

  useEffect(() => {
    if (rests && status) announce(t`Import: ${importWords(status)}`);
  }, [announce, rests, status]);

  const takeBack = async () => {
    if (await undoing.act({ method: 'POST', path: `/v2/imports/${importId}/undo` })) again();
  };

  if (refusal) return <Note>{hubProblem(refusal)}</Note>;
  if (!state) return online ? null : <Note>{t`The hub keeps imports. It can’t be reached right now.`}</Note>;
  const sums: readonly (readonly [string, number])[] =
    status === 'undoing' || status === 'undone'
      ? [
          [t`Taken back`, state.taken_back],
          [t`Kept, because they changed since`, state.kept],
        ]
      : [
          [t`Added`, state.created],
          [t`Updated`, state.updated],
          [t`Left as they are`, state.skipped],
          [t`Not taken`, state.failed],
        ];
  const percent = state.total === 0 ? 100 : Math.round((state.processed / state.total) * 100);
  const [done, all] = [format.number(state.processed), format.number(state.total)];

  return (
    <div className={classes.inner}>
      <Title order={2} size="h3" mb="md">
        {t`Import: ${importWords(state.status)}`}
      </Title>
      <Stack gap="md">
        {!rests && (
          <div>
            <Progress
              value={status === 'undoing' ? 100 : percent}
              animated={status === 'undoing'}
              aria-label={t`How far the import is`}
            />
            <Text size="sm" mt={4}>{t`${done} of ${all} rows`}</Text>
            <Text className={classes.note}>{t`It goes on by itself; you can leave this page.`}</Text>
          </div>
        )}
        <section className={classes.card} aria-label={t`What became of it`}>
          <dl className={classes.sums}>
            {sums.map(([name, count]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{format.number(count)}</dd>
              </div>
            ))}
          </dl>
          {problems.rows.length > 0 && <RowProblems rows={problems.rows} more={0} />}
          {problems.hasMore && (
            <Button
              mt="xs"
              size="compact-sm"
              variant="subtle"
              loading={problems.busy}
              onClick={problems.more}
            >
              {t`Show more`}
            </Button>
          )}
        </section>
        {undoing.refusal && <ProblemText>{hubProblem(undoing.refusal)}</ProblemText>}
        <Group justify="space-between">
          {status === 'done' || status === 'running' ? (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              loading={undoing.busy}
              disabled={!online}
              onClick={() => void takeBack()}
            >
              {status === 'running' ? t`Stop and take back` : t`Take back the import`}
            </Button>
          ) : (
            <span />
          )}
          {rests && (
            <Button component={Link} to="/customers">
              {t`To the customers`}
            </Button>
          )}
        </Group>
        {status === 'done' && (
          <Text className={classes.note}>{t`Taking back leaves whoever was changed or booked since.`}</Text>
        )}
      </Stack>
    </div>
  );
}

function Note({ children }: { readonly children: string }) {
  return (
    <div className={classes.inner}>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </div>
  );
}
