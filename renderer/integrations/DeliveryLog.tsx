import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, SegmentedControl, Select, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { typesFor } from '../../shared/resources/webhooks.ts';
import { usePractice } from '../app/practice.tsx';
import { useHub } from '../person/useHub.ts';
import { useLate } from '../ui/useLate.ts';
import { DeliveryDrawer } from './DeliveryDrawer.tsx';
import { Mark, Rows } from './EndpointList.tsx';
import classes from './integrations.module.css';
import { Problem } from './Problem.tsx';
import { type Delivery, deliveries, type Endpoint } from './wire.ts';
import { deliveryWords, sourceWords, typeWords } from './words.ts';

function statuses() {
  return [
    { value: '', label: t`All` },
    { value: 'pending', label: t`Waiting` },
    { value: 'succeeded', label: t`Received` },
    { value: 'failed', label: t`Not received` },
  ];
}

/** What was sent to an endpoint and what waits, the newest first; renews itself. */
export function DeliveryLog({ endpoint }: { readonly endpoint: Endpoint }) {
  const { delivery } = useParams();
  const navigate = useNavigate();
  const [status, setStatus] = useState('');
  const [type, setType] = useState<string | null>(null);
  const [cursor, setCursor] = useState<string>();
  const base = `/integrations/webhooks/${endpoint.id}`;
  const query = new URLSearchParams({
    limit: '25',
    ...(status && { status }),
    ...(type && { type }),
    ...(cursor !== undefined && { cursor }),
  });
  const path = `/v2/webhooks/${endpoint.id}/deliveries?${query}`;
  const { data, loading, refusal } = useHub(path, deliveries);
  const late = useLate(loading);
  const filtered = status !== '' || type !== null;
  return (
    <section aria-label={t`What was sent`}>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={3} size="h5">
          <Trans>What was sent</Trans>
        </Title>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t`Which`}
            data={statuses()}
            value={status}
            onChange={(value) => {
              setStatus(value);
              setCursor(undefined);
            }}
          />
          <Select
            size="xs"
            aria-label={t`About what`}
            placeholder={t`About anything`}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t`About anything` }}
            data={typesFor(endpoint).map((value) => ({ value, label: typeWords(value) }))}
            value={type}
            onChange={(value) => {
              setType(value);
              setCursor(undefined);
            }}
            comboboxProps={{ width: 320, position: 'bottom-end' }}
          />
        </Group>
      </Group>
      {refusal && <Problem refusal={refusal} onAgain={() => setCursor(undefined)} />}
      {late && <Rows label={t`Loading what was sent`} />}
      {data && data.data.length === 0 && (
        <Text c="dimmed" py="xl" ta="center">
          {filtered
            ? t`There is nothing like that in the log.`
            : t`Nothing was sent yet. Send a test to see whether it arrives, or wait until something happens.`}
        </Text>
      )}
      {data && data.data.length > 0 && (
        <ul className={classes.list} aria-label={t`Log`}>
          {data.data.map((each) => (
            <Row key={each.id} delivery={each} to={`${base}/deliveries/${each.id}`} />
          ))}
        </ul>
      )}
      {data && (data.prev_cursor || data.next_cursor) && (
        <Group justify="flex-end" mt="xs" gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            disabled={!data.prev_cursor}
            onClick={() => setCursor(data.prev_cursor ?? undefined)}
          >
            <Trans>Newer</Trans>
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={!data.next_cursor}
            onClick={() => setCursor(data.next_cursor ?? undefined)}
          >
            <Trans>Older</Trans>
          </Button>
        </Group>
      )}
      {delivery && (
        <DeliveryDrawer
          key={delivery}
          endpoint={endpoint}
          id={delivery}
          onClose={() => void navigate(base, { replace: true })}
        />
      )}
    </section>
  );
}

function Row({ delivery, to }: { readonly delivery: Delivery; readonly to: string }) {
  const { format } = usePractice();
  const { delivery: open } = useParams();
  const source = sourceWords[delivery.source];
  const tone = { succeeded: 'good', failed: 'bad', pending: 'warn' } as const;
  return (
    <li>
      <Link to={to} className={classes.row} data-delivery aria-current={open === delivery.id}>
        <Text component="span" size="sm" className={classes.when}>
          {format.dayTime(delivery.created_at)}
        </Text>
        <span className={classes.grow}>
          <Text component="span" size="sm" truncate display="block">
            {typeWords(delivery.type)}
          </Text>
        </span>
        {source && <Mark tone="soft">{source}</Mark>}
        <Text
          component="span"
          size="sm"
          truncate
          className={classes.result}
          c={
            delivery.status === 'pending' && delivery.attempts === 0
              ? 'dimmed'
              : toneColor[tone[delivery.status]]
          }
        >
          {deliveryWords(delivery, format)}
        </Text>
      </Link>
    </li>
  );
}

const toneColor = { good: 'var(--desk-good)', warn: 'var(--desk-warn)', bad: 'var(--desk-bad)' } as const;
