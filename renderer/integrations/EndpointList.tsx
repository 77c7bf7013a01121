import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconChevronRight, IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Format } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import { useHub } from '../person/useHub.ts';
import { Ltr } from '../ui/Ltr.tsx';
import { Message } from '../ui/Message.tsx';
import { useLate } from '../ui/useLate.ts';
import { EndpointForm } from './EndpointForm.tsx';
import { IntegrationsAway } from './IntegrationsAway.tsx';
import classes from './integrations.module.css';
import { Problem } from './Problem.tsx';
import { type Counters, counters, type Endpoint, endpoints } from './wire.ts';
import { endpointName, patternWords, tookWords } from './words.ts';

/** Every program that is told something, each with how well it takes it. */
export function EndpointList() {
  const { data, loading, away, refusal, again } = useHub('/v2/webhooks?limit=100', endpoints);
  const late = useLate(loading);
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      <Trans>Add a webhook</Trans>
    </Button>
  );
  return (
    <>
      {away && <IntegrationsAway />}
      {refusal && <Problem refusal={refusal} onAgain={again} />}
      {late && <Rows label={t`Loading webhooks`} />}
      {data && data.data.length === 0 && (
        <Message
          icon={<IconPlugConnected size={44} stroke={1.4} aria-hidden />}
          title={t`No other program is told yet`}
          actions={add}
        >
          <Trans>
            Your website, bookkeeping or any other program can be told at once when something happens here, a
            new booking, say. You need the web address that it listens at; its maker calls it a webhook
            address.
          </Trans>
        </Message>
      )}
      {data && data.data.length > 0 && (
        <section className={classes.inner} aria-label={t`Webhooks`}>
          <div className={classes.head}>
            <div>
              <Title order={2} size="h4">
                <Trans>Webhooks</Trans>
              </Title>
              <Text size="sm" c="dimmed">
                <Trans>Programs that are told at once when something happens here.</Trans>
              </Text>
            </div>
            {add}
          </div>
          <ul className={classes.list} aria-label={t`Webhooks`}>
            {data.data.map((each) => (
              <Row key={each.id} endpoint={each} />
            ))}
          </ul>
        </section>
      )}
      {adding && (
        <EndpointForm
          onClose={() => setAdding(false)}
          onDone={(id) => {
            setAdding(false);
            void navigate(`/integrations/webhooks/${id}`);
          }}
        />
      )}
    </>
  );
}

function Row({ endpoint }: { readonly endpoint: Endpoint }) {
  return (
    <li>
      <Link to={`/integrations/webhooks/${endpoint.id}`} className={classes.row}>
        <span className={classes.grow}>
          <Text component="span" fw={600} truncate display="block">
            {endpointName(endpoint)}
          </Text>
          <Text component="span" size="xs" c="dimmed" truncate display="block">
            <Ltr>{endpoint.url}</Ltr>
          </Text>
          <Text component="span" size="sm" lineClamp={1}>
            {endpoint.events.map(patternWords).join(' · ')}
          </Text>
        </span>
        <Health endpoint={endpoint} />
        <IconChevronRight size={16} aria-hidden className={classes.soft} />
      </Link>
    </li>
  );
}

/** Whether it is on and takes what it is sent. */
export function Health({ endpoint }: { readonly endpoint: Endpoint }) {
  const { format } = usePractice();
  const { data } = useHub(`/v2/webhooks/${endpoint.id}/counters`, counters, 10_000);
  return (
    <span className={classes.health}>
      <State endpoint={endpoint} failing={data?.failing_since != null} />
      <Text component="span" size="xs" c="dimmed">
        {data && sentWords(data, format)}
      </Text>
    </span>
  );
}

function sentWords({ success_rate, latency_ms, pending }: Counters, format: Format): string {
  if (success_rate === null)
    return pending > 0 ? plural(pending, { one: '# waiting', other: '# waiting' }) : t`Nothing sent yet`;
  const share = format.percent(success_rate);
  if (success_rate === 0 || !latency_ms) return t`${share} received`;
  return t`${share} received, answers within ${{ time: tookWords(latency_ms.p95, format) }}`;
}

export function State({ endpoint, failing }: { readonly endpoint: Endpoint; readonly failing: boolean }) {
  if (!endpoint.enabled) return <Mark tone="bad">{t`Switched off`}</Mark>;
  return failing ? <Mark tone="warn">{t`Failing`}</Mark> : <Mark tone="good">{t`On`}</Mark>;
}

/** A word on how something stands; never by its colour alone. */
export function Mark({
  tone,
  children,
}: {
  readonly tone: 'good' | 'warn' | 'bad' | 'soft';
  readonly children: string;
}) {
  return (
    <Badge variant="default" className={classes.mark} data-tone={tone}>
      {children}
    </Badge>
  );
}

/** Grey rows for what has been on its way for a while. */
export function Rows({ label }: { readonly label: string }) {
  return (
    <Stack gap="xs" className={classes.inner} role="status" aria-label={label}>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} height={64} />
      ))}
    </Stack>
  );
}
