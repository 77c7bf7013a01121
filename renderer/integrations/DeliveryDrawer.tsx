import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { usePractice } from '../app/practice.tsx';
import { useDeed } from '../person/useDeed.ts';
import { useHub } from '../person/useHub.ts';
import { Ltr } from '../ui/Ltr.tsx';
import { useLate } from '../ui/useLate.ts';
import { Rows } from './EndpointList.tsx';
import classes from './integrations.module.css';
import { Problem } from './Problem.tsx';
import { type Attempt, type Endpoint, type WholeDelivery, wholeDelivery } from './wire.ts';
import { attemptWords, deliveryWords, hubWords, tookWords, typeWords } from './words.ts';

interface DeliveryDrawerProps {
  readonly endpoint: Endpoint;
  readonly id: string;
  readonly onClose: () => void;
}

/** One delivery: what is sent, and what was answered to each try. */
export function DeliveryDrawer({ endpoint, id, onClose }: DeliveryDrawerProps) {
  const path = `/v2/webhooks/${endpoint.id}/deliveries/${id}`;
  const { data, loading, refusal, again } = useHub(path, wholeDelivery);
  const late = useLate(loading);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  return (
    <Drawer.Root opened onClose={onClose} position="right" size={560} trapFocus={false} lockScroll={false}>
      <Drawer.Content ref={panel} tabIndex={-1} shadow="xl" radius={0}>
        <Drawer.Header>
          <Drawer.Title>
            <Title order={2} size="h4" component="span">
              {data ? typeWords(data.type) : t`Message`}
            </Title>
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t`Close`} />
        </Drawer.Header>
        <Drawer.Body>
          {refusal && <Problem refusal={refusal} onAgain={again} />}
          {late && <Rows label={t`Loading the message`} />}
          {data && <Inside endpoint={endpoint} delivery={data} path={path} onDone={again} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

interface InsideProps {
  readonly endpoint: Endpoint;
  readonly delivery: WholeDelivery;
  readonly path: string;
  readonly onDone: () => void;
}

function Inside({ endpoint, delivery, path, onDone }: InsideProps) {
  const { format } = usePractice();
  const { busy, refusal, act } = useDeed();
  const { request, tries } = delivery;
  const again = async () => {
    if (await act({ method: 'POST', path: `${path}/redeliver`, body: {} }, t`On its way again`)) onDone();
  };
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600} role="status">
          {deliveryWords(delivery, format)}
        </Text>
        <Text size="sm" c="dimmed">
          {format.dayTime(delivery.created_at)} ·{' '}
          {plural(delivery.attempts, { one: '# try', other: '# tries' })}
        </Text>
        <Button
          mt="sm"
          variant="light"
          leftSection={<IconRepeat size={16} aria-hidden />}
          loading={busy}
          disabled={!endpoint.enabled}
          onClick={() => void again()}
        >
          <Trans>Send this one again</Trans>
        </Button>
        {!endpoint.enabled && (
          <Text size="xs" c="dimmed" mt={4}>
            <Trans>The webhook is switched off. Switch it on first.</Trans>
          </Text>
        )}
        {refusal && (
          <Text size="sm" c="var(--desk-bad)" role="alert" mt="xs">
            {hubWords(refusal)}
          </Text>
        )}
      </div>
      <section aria-label={t`Tries`}>
        <Title order={3} size="h5" mb="xs">
          <Trans>What was answered</Trans>
        </Title>
        {tries.length === 0 && (
          <Text c="dimmed">
            <Trans>It was not sent yet.</Trans>
          </Text>
        )}
        {tries.toReversed().map((each) => (
          <Tried key={each.at} attempt={each} />
        ))}
      </section>
      <section aria-label={t`Request`}>
        <Title order={3} size="h5" mb="xs">
          <Trans>What is sent</Trans>
        </Title>
        <Text size="xs" c="dimmed" mb={4}>
          <Trans>As the next try would send it, with its time and signature.</Trans>
        </Text>
        <Text size="sm" className={classes.url} mb="xs">
          <Ltr>POST {request.url}</Ltr>
        </Text>
        <Headers of={request.headers} />
        {request.body === undefined ? (
          <Text size="sm" c="dimmed" mt="xs">
            <Trans>The content isn’t kept any more.</Trans>
          </Text>
        ) : (
          <pre className={classes.text}>{pretty(request.body)}</pre>
        )}
        <Text size="xs" c="dimmed" mt={4}>
          {delivery.event_id}
        </Text>
      </section>
    </Stack>
  );
}

function Tried({ attempt }: { readonly attempt: Attempt }) {
  const { format } = usePractice();
  const { response } = attempt;
  return (
    <div className={classes.try}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={600}>
          {attemptWords(attempt)}
        </Text>
        <Text size="xs" c="dimmed" className={classes.fixed}>
          {format.dayTime(attempt.at)} · {tookWords(attempt.duration_ms, format)}
        </Text>
      </Group>
      {response && (
        <>
          <details>
            <Text component="summary" size="xs" c="dimmed" my={4}>
              <Trans>Headers of the answer</Trans>
            </Text>
            <Headers of={response.headers} />
          </details>
          {response.body === '' ? (
            <Text size="xs" c="dimmed">
              <Trans>The answer was empty.</Trans>
            </Text>
          ) : (
            <pre className={classes.text}>{pretty(response.body)}</pre>
          )}
        </>
      )}
    </div>
  );
}

function Headers({ of }: { readonly of: Readonly<Record<string, string>> }) {
  const lines = Object.entries(of).map(([name, value]) => `${name}: ${value}`);
  return <pre className={classes.text}>{lines.join('\n')}</pre>;
}

/** JSON with line breaks; anything else as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
