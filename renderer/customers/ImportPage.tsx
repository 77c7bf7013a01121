import { plural, t } from '@lingui/core/macro';
import {
  Alert,
  Button,
  FileButton,
  Group,
  Loader,
  SegmentedControl,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Refusal } from '../../shared/errors.ts';
import { duplicatePolicies, type ImportField } from '../../shared/resources/imports.ts';
import { usePractice } from '../app/practice.tsx';
import { useConnection } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import classes from './customers.module.css';
import { ImportColumns } from './ImportColumns.tsx';
import { PastImports } from './PastImports.tsx';
import { RowProblems } from './RowProblems.tsx';
import { useAtHub } from './useAtHub.ts';
import { type ImportPlan, importPlan, importState } from './wire.ts';
import { hubProblem } from './words.ts';

type Policy = (typeof duplicatePolicies)[number];
type Columns = ImportPlan['columns'];

/** As the hub takes it (docs/people.md). */
const mostBytes = 10 << 20;

/** Brings customers from a file: choose it, see what would happen, set the columns right, then import. */
export function ImportPage() {
  const { format } = usePractice();
  const navigate = useNavigate();
  const online = useConnection().state === 'online';
  const looking = useAtHub();
  const importing = useAtHub();
  const [file, setFile] = useState<File>();
  const [tooLarge, setTooLarge] = useState(false);
  const [said, setSaid] = useState<Columns>({});
  const [policy, setPolicy] = useState<Policy>('skip');
  const [plan, setPlan] = useState<ImportPlan>();
  const [over, setOver] = useState(false);
  const reset = useRef<() => void>(null);

  /** Asks the hub what would happen; nothing is changed by that. */
  const look = async (from: File, columns: Columns, duplicates: Policy) => {
    const answer = await looking.act(requestOf(from, { dry_run: 'true', duplicates }, columns));
    if (answer) setPlan(importPlan.parse(answer.body));
  };
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    reset.current?.();
    setPlan(undefined);
    setSaid({});
    setTooLarge(chosen.size > mostBytes);
    setFile(chosen);
    if (chosen.size <= mostBytes) void look(chosen, {}, policy);
  };
  const say = (title: string, field: ImportField | null) => {
    const columns = { ...said, [title]: field };
    setSaid(columns);
    if (file) void look(file, columns, policy);
  };
  const decide = (next: Policy) => {
    setPolicy(next);
    if (file) void look(file, said, next);
  };
  const begin = async () => {
    if (!file || !plan) return;
    const answer = await importing.act(requestOf(file, { duplicates: policy }, said));
    if (answer) navigate(`/customers/import/${importState.parse(answer.body).id}`);
  };

  const policies: Readonly<Record<Policy, string>> = {
    skip: t`Leave as they are`,
    update: t`Update them`,
    create: t`Add again`,
  };
  const columns = plan?.columns ?? columnsIn(looking.refusal?.details);
  const coming = plan ? plan.would_create + plan.would_update : 0;
  return (
    <div className={classes.inner}>
      <Title order={2} size="h3" mb={4}>{t`Import customers`}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {t`A CSV file of up to 50,000 people. Most programs can save one; a spreadsheet does so with “Save as”.`}
      </Text>
      {!online && (
        <Alert color="gray" variant="light" mb="md">
          {t`Importing needs the hub, which can’t be reached right now.`}
        </Alert>
      )}
      <section
        aria-label={t`File`}
        className={classes.drop}
        data-over={over || undefined}
        data-chosen={file !== undefined || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (online) choose(event.dataTransfer.files[0] ?? null);
        }}
      >
        <IconFileImport size={28} stroke={1.4} aria-hidden />
        <Text size="sm" {...(file && { className: classes.grow, ta: 'start' })}>
          {file ? file.name : t`Drop the file here, or choose it`}
        </Text>
        <FileButton
          resetRef={reset}
          accept=".csv,.txt,text/csv"
          onChange={choose}
          inputProps={{ 'aria-label': t`File with customers` }}
        >
          {(props) => (
            <Button {...props} size="compact-md" variant={file ? 'default' : 'filled'} disabled={!online}>
              {file ? t`Choose another` : t`Choose a file`}
            </Button>
          )}
        </FileButton>
      </section>
      {tooLarge && <ProblemText>{t`The file is larger than 10 MB. Cut it into several.`}</ProblemText>}
      {looking.refusal && <ProblemText>{fileProblem(looking.refusal)}</ProblemText>}
      {looking.busy && !plan && (
        <Group gap="xs" mt="md">
          <Loader size="xs" />
          <Text size="sm">{t`Looking through it…`}</Text>
        </Group>
      )}
      {file && columns && <ImportColumns columns={columns} samples={plan?.samples ?? {}} onSay={say} />}
      {plan && (
        <Stack gap="md" mt="lg">
          <div>
            <Text
              size="sm"
              fw={600}
              mb={4}
              id="import-policy"
            >{t`Rows about somebody who is here already`}</Text>
            <SegmentedControl
              size="sm"
              aria-labelledby="import-policy"
              data={duplicatePolicies.map((value) => ({ value, label: policies[value] }))}
              value={policy}
              onChange={(value) => decide(duplicatePolicies.find((one) => one === value) ?? 'skip')}
            />
          </div>
          <section className={classes.card} aria-label={t`What would happen`} aria-busy={looking.busy}>
            <Title order={3} size="h5" mb={4}>{t`What would happen`}</Title>
            <dl className={classes.sums}>
              {[
                [t`Added`, plan.would_create],
                [t`Updated`, plan.would_update],
                [t`Left as they are`, plan.would_skip],
                [t`Not taken`, plan.would_fail],
              ].map(([name, count]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{format.number(Number(count))}</dd>
                </div>
              ))}
            </dl>
            {plan.errors.length > 0 && (
              <RowProblems rows={plan.errors} more={plan.would_fail - plan.errors.length} />
            )}
          </section>
          {importing.refusal && <ProblemText>{fileProblem(importing.refusal)}</ProblemText>}
          <Group justify="flex-end">
            <Button
              loading={importing.busy}
              disabled={!online || coming === 0 || looking.busy}
              onClick={() => void begin()}
            >
              {plural(coming, { one: 'Import # person', other: 'Import # people' })}
            </Button>
          </Group>
        </Stack>
      )}
      {!file && <PastImports />}
    </div>
  );
}

function requestOf(file: File, query: Readonly<Record<string, string>>, columns: Columns) {
  const asked = new URLSearchParams({ ...query, columns: JSON.stringify(columns) });
  return {
    method: 'POST' as const,
    path: `/v2/customers/import?${asked}`,
    file: new Blob([file], { type: 'text/csv' }),
  };
}

/** The hub could not tell which column is the name: the columns all the same, so that a person can say. */
function columnsIn(details: Readonly<Record<string, unknown>> | undefined): Columns | undefined {
  return importPlan.shape.columns.safeParse(details?.columns).data;
}

function fileProblem(refusal: Refusal): string {
  if (columnsIn(refusal.details)) return t`No column is a name. Say below which one it is.`;
  return hubProblem(refusal);
}
