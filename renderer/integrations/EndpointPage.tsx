import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Menu, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconFlask, IconPlayerPlay, IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import { useDeed } from '../person/useDeed.ts';
import { useHub } from '../person/useHub.ts';
import { Ltr } from '../ui/Ltr.tsx';
import { useLate } from '../ui/useLate.ts';
import { CounterTiles } from './CounterTiles.tsx';
import { DeliveryLog } from './DeliveryLog.tsx';
import { useDisabled } from './disabled.tsx';
import { EndpointForm } from './EndpointForm.tsx';
import { Rows, State } from './EndpointList.tsx';
import { IntegrationsAway } from './IntegrationsAway.tsx';
import classes from './integrations.module.css';
import { NewSecret } from './NewSecret.tsx';
import { Problem } from './Problem.tsx';
import { RemoveEndpoint } from './RemoveEndpoint.tsx';
import { ReplayDialog } from './ReplayDialog.tsx';
import { TestDialog } from './TestDialog.tsx';
import { counters, type Endpoint, endpoint as endpointSchema } from './wire.ts';
import { endpointName, hubWords, offWords, onWords, patternWords } from './words.ts';

type Dialog = 'test' | 'replay' | 'change' | 'secret' | 'remove';

/** One webhook: how well it takes what it is sent, the log, and what can be done with it. */
export function EndpointPage({ id }: { readonly id: string }) {
  const { data, loading, away, refusal, again } = useHub(`/v2/webhooks/${id}`, endpointSchema);
  // What a dialog is about stays while the hub is away: what was typed into it is not lost.
  const [known, setKnown] = useState<Endpoint>();
  if (data && data !== known) setKnown(data);
  const figures = useHub(`/v2/webhooks/${id}/counters`, counters);
  const late = useLate(loading);
  const navigate = useNavigate();
  const { settle } = useDisabled();
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const done = () => {
    close();
    again();
    figures.again();
  };
  return (
    <>
      {away && <IntegrationsAway />}
      {refusal && <Problem refusal={refusal} onAgain={again} />}
      {late && <Rows label={t`Loading the webhook`} />}
      {data && (
        <section className={classes.inner} aria-label={endpointName(data)}>
          <div className={classes.head}>
            <div>
              <Group gap="sm">
                <Title order={2} size="h4" className={classes.url}>
                  {endpointName(data)}
                </Title>
                <State endpoint={data} failing={figures.data?.failing_since != null} />
              </Group>
              <Text size="sm" c="dimmed" className={classes.url}>
                <Ltr>{data.url}</Ltr>
              </Text>
              <Text size="sm">{data.events.map(patternWords).join(' · ')}</Text>
            </div>
            <Group gap="xs" className={classes.deeds}>
              <Button
                variant="default"
                leftSection={<IconFlask size={16} aria-hidden />}
                onClick={() => setDialog('test')}
                disabled={!data.enabled}
              >
                <Trans>Send a test</Trans>
              </Button>
              <Button
                variant="default"
                leftSection={<IconRepeat size={16} aria-hidden />}
                onClick={() => setDialog('replay')}
                disabled={!data.enabled}
              >
                <Trans>Send again…</Trans>
              </Button>
              <Menu position="bottom-end" shadow="md">
                <Menu.Target>
                  <Button variant="default" aria-label={t`More`} px="xs">
                    <IconDots size={16} aria-hidden />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setDialog('change')}>
                    <Trans>Change…</Trans>
                  </Menu.Item>
                  <Menu.Item onClick={() => setDialog('secret')}>
                    <Trans>New secret…</Trans>
                  </Menu.Item>
                  <Menu.Divider />
                  <Menu.Item color="red" onClick={() => setDialog('remove')}>
                    <Trans>Remove…</Trans>
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </Group>
          </div>
          <Warning
            endpoint={data}
            failingSince={figures.data?.failing_since ?? undefined}
            onDone={() => {
              settle(id);
              done();
            }}
          />
          <CounterTiles counters={figures.data} />
          <DeliveryLog endpoint={data} />
        </section>
      )}
      {known && dialog === 'test' && <TestDialog endpoint={known} onClose={close} onDone={done} />}
      {known && dialog === 'replay' && <ReplayDialog endpoint={known} onClose={close} onDone={done} />}
      {known && dialog === 'change' && <EndpointForm endpoint={known} onClose={close} onDone={done} />}
      {known && dialog === 'secret' && <NewSecret endpoint={known} onClose={close} onDone={done} />}
      {known && dialog === 'remove' && (
        <RemoveEndpoint
          endpoint={known}
          onClose={close}
          onDone={() => {
            settle(id);
            void navigate('/integrations');
          }}
        />
      )}
    </>
  );
}

interface WarningProps {
  readonly endpoint: Endpoint;
  readonly failingSince: string | undefined;
  readonly onDone: () => void;
}

/** That it was switched off, with the click that switches it on and sends what it missed (rule E5); or that it fails. */
function Warning({ endpoint, failingSince, onDone }: WarningProps) {
  const { format } = usePractice();
  const { busy, refusal, act } = useDeed();
  const icon = <IconAlertTriangle size={18} aria-hidden />;
  if (endpoint.enabled && failingSince === undefined) return null;
  if (endpoint.enabled)
    return (
      <Alert
        variant="outline"
        color="var(--desk-warn)"
        icon={icon}
        mb="md"
        title={t`It takes nothing at the moment`}
      >
        {t`Nothing has been received since ${{ time: format.dayTime(failingSince ?? '') }}. Dunebook goes on trying; after 5 days of this it switches the webhook off and says so in Needs attention.`}
      </Alert>
    );
  const enable = async () => {
    const path = `/v2/webhooks/${endpoint.id}/enable`;
    if (await act({ method: 'POST', path, body: {} }, t`Switched on; what it missed is being sent`)) onDone();
  };
  return (
    <Alert variant="outline" color="var(--desk-bad)" icon={icon} mb="md" title={t`It was switched off`}>
      <Text size="sm">
        {endpoint.disabled_at && `${format.dayTime(endpoint.disabled_at)}. `}
        {offWords(endpoint.disabled_reason)}
      </Text>
      <Button
        mt="sm"
        className={classes.wraps}
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={busy}
        onClick={() => void enable()}
      >
        {onWords(endpoint.disabled_reason)}
      </Button>
      {refusal && (
        <Text size="sm" c="var(--desk-bad)" role="alert" mt="xs">
          {hubWords(refusal)}
        </Text>
      )}
    </Alert>
  );
}
