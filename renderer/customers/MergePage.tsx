import { t } from '@lingui/core/macro';
import { Button, Checkbox, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Customer } from '../../shared/resources/customers.ts';
import { usePractice } from '../app/practice.tsx';
import { useConnection, useDesk, useLive } from '../data/index.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { Ltr } from '../ui/Ltr.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import classes from './customers.module.css';
import { afterMerge, type ChosenField, chosenFields, joinedFields, type Side, usualChoice } from './merge.ts';
import { NotHere } from './NotHere.tsx';
import { useAtHub } from './useAtHub.ts';
import { hubProblem } from './words.ts';

interface Counted {
  readonly customer: Customer;
  /** Visits that the desk has of them. */
  readonly visits: number;
}

/** Two records side by side; what stays is chosen field by field. */
export function MergePage() {
  const { id = '', other = '' } = useParams();
  const [turned, setTurned] = useState(false);
  const [first, second] = turned ? [other, id] : [id, other];
  const { data } = useLive(
    ['customers', 'bookings'],
    async (query) => {
      const counted = async (one: string): Promise<Counted | undefined> => {
        const customer = await query.get('customers', one);
        const visits = await query.range('bookings', [['customer_id', '=', one]]);
        return customer && { customer, visits: visits.length };
      };
      return { first, second, kept: await counted(first), gone: await counted(second) };
    },
    [first, second],
  );
  if (!data || data.first !== first || data.second !== second) return null;
  const { kept, gone } = data;
  if (!kept) return <NotHere id={first} />;
  if (!gone || first === second) return <NotHere id={second} />;
  return (
    <Compare
      key={`${first} ${second}`}
      kept={kept}
      gone={gone}
      onTurn={() => setTurned((before) => !before)}
    />
  );
}

interface CompareProps {
  readonly kept: Counted;
  readonly gone: Counted;
  /** The other one is to stay. */
  readonly onTurn: () => void;
}

function Compare({
  kept: { customer: kept, ...keptHas },
  gone: { customer: gone, ...goneHas },
  onTurn,
}: CompareProps) {
  const { format } = usePractice();
  const desk = useDesk();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const online = useConnection().state === 'online';
  const { busy, refusal, act } = useAtHub();
  const [choice, setChoice] = useState(() => usualChoice(kept, gone));
  const [sure, setSure] = useState(false);

  const merge = async () => {
    const done = await act({
      method: 'POST',
      path: `/v2/customers/${gone.id}/merge`,
      body: { into: kept.id },
    });
    if (!done) return;
    const change = afterMerge(kept, gone, choice);
    // The hub has made them one: what is still to be changed waits for it if it has just gone away.
    if (Object.keys(change).length > 0) await desk.run('customers.update', { id: kept.id, ...change });
    const message = t`The two records of ${kept.name} are one`;
    announce(message);
    notifications.show({ message, closeButtonProps: { 'aria-label': t`Close` } });
    navigate(`/customers/${kept.id}`, { replace: true });
  };

  const labels: Readonly<Record<ChosenField | (typeof joinedFields)[number], string>> = {
    name: t`Name`,
    phone: t`Phone`,
    email: t`E-mail`,
    language: t`Language`,
    alert: t`Alert`,
    notes: t`Notes`,
    tags: t`Tags`,
  };
  const shownFields = chosenFields.filter((field) => kept[field] || gone[field]);
  const joined = joinedFields.filter((field) => textOf(kept[field]) || textOf(gone[field]));
  const facts = [
    { name: t`Customer since`, kept: format.date(kept.created_at), gone: format.date(gone.created_at) },
    {
      name: t`Visits at this desk`,
      kept: format.number(keptHas.visits),
      gone: format.number(goneHas.visits),
    },
  ];

  return (
    <div className={classes.inner}>
      <Title order={2} size="h3" mb={4}>{t`Are these the same person?`}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {t`One record stays. Visits, history and consents of the other follow it, and its old address leads to it.`}
      </Text>
      <form
        aria-label={t`Merge`}
        onSubmit={(event) => {
          event.preventDefault();
          if (sure && online && !busy) void merge();
        }}
      >
        <table className={classes.compare}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t`Stays`}</th>
              <th scope="col">
                <Group justify="space-between" gap={4}>
                  {t`Becomes part of it`}
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    leftSection={<IconArrowsExchange size={14} aria-hidden />}
                    onClick={onTurn}
                  >
                    {t`Swap`}
                  </Button>
                </Group>
              </th>
            </tr>
          </thead>
          <tbody>
            {shownFields.map((field) => (
              <tr key={field}>
                <th scope="row">{labels[field]}</th>
                {(['kept', 'gone'] as const).map((side) => (
                  <td key={side} data-chosen={choice[field] === side || undefined}>
                    <Radio
                      name={field}
                      checked={choice[field] === side}
                      label={<Said field={field} value={(side === 'kept' ? kept : gone)[field]} />}
                      aria-label={sideLabel(labels[field], side, (side === 'kept' ? kept : gone)[field])}
                      onChange={() => setChoice({ ...choice, [field]: side })}
                    />
                  </td>
                ))}
              </tr>
            ))}
            {joined.map((field) => (
              <tr key={field}>
                <th scope="row">
                  {labels[field]}
                  <small>{t`both stay`}</small>
                </th>
                <td data-chosen>{textOf(kept[field]) || '–'}</td>
                <td data-chosen>{textOf(gone[field]) || '–'}</td>
              </tr>
            ))}
            {facts.map((fact) => (
              <tr key={fact.name}>
                <th scope="row">{fact.name}</th>
                <td>{fact.kept}</td>
                <td>{fact.gone}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Stack gap="md" mt="md">
          {!online && (
            <Text
              className={classes.note}
            >{t`Merging needs the hub, which can’t be reached right now.`}</Text>
          )}
          <Checkbox
            label={t`They are the same person. I know that this can’t be taken back`}
            checked={sure}
            onChange={(event) => setSure(event.currentTarget.checked)}
          />
          {refusal && <ProblemText>{hubProblem(refusal)}</ProblemText>}
          <Group justify="flex-end">
            <Button component={Link} to={`/customers/${kept.id}`} variant="subtle" color="gray">
              {t`Leave them as they are`}
            </Button>
            <Button type="submit" loading={busy} disabled={!sure || !online}>
              {t`Merge`}
            </Button>
          </Group>
        </Stack>
      </form>
    </div>
  );
}

function sideLabel(field: string, side: Side, value: string | undefined): string {
  const shown = value || t`nothing`;
  return side === 'kept' ? t`${field} of the one that stays: ${shown}` : t`${field} of the other: ${shown}`;
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(', ');
}

/** Numbers and addresses are read from the left, names as they begin. */
function Said({ field, value }: { readonly field: string; readonly value: string | undefined }) {
  if (!value) return t`nothing`;
  return field === 'phone' || field === 'email' ? <Ltr>{value}</Ltr> : <bdi>{value}</bdi>;
}
