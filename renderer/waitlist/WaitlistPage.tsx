import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack, Title } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { PageBar } from '../app/PageBar.tsx';
import { useLive } from '../data/index.ts';
import { Message } from '../ui/Message.tsx';
import page from '../ui/page.module.css';
import { JoinForm } from './JoinForm.tsx';
import { readWaiting } from './read-waiting.ts';
import { WaitingItem } from './WaitingItem.tsx';
import classes from './waitlist.module.css';

/** Who waits for what, in the order of their turns, and what they could have right now. */
export function WaitlistPage() {
  const [params, setParams] = useSearchParams();
  const wished = ['service', 'class', 'customer'].some((name) => params.has(name));
  const [joining, setJoining] = useState(wished);
  const { data: rows } = useLive(
    ['waitlist', 'bookings', 'classes', 'customers', 'services', 'resources', 'blocks', 'holds'],
    readWaiting,
    [],
  );
  const customerId = params.get('customer');
  const { data: customer, loading: lookingUp } = useLive(
    ['customers'],
    async (query) => (customerId ? query.get('customers', customerId) : undefined),
    [customerId],
  );
  const close = () => {
    setJoining(false);
    setParams({}, { replace: true });
  };
  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">
          <Trans>Waitlist</Trans>
        </Title>
        {!joining && (
          <Button size="compact-md" variant="default" onClick={() => setJoining(true)}>
            <Trans>Put somebody on it</Trans>
          </Button>
        )}
      </PageBar>
      <div className={page.body}>
        {joining && !lookingUp && (
          <JoinForm
            customer={customer}
            service={params.get('service') ?? undefined}
            resource={params.get('with') ?? undefined}
            session={params.get('class') ?? undefined}
            onClose={close}
          />
        )}
        {rows?.length === 0 && !joining && (
          <Message
            icon={<IconHourglass size={44} stroke={1.4} aria-hidden />}
            title={t`Nobody waits`}
            actions={
              <Button onClick={() => setJoining(true)}>
                <Trans>Put somebody on it</Trans>
              </Button>
            }
          >
            <Trans>
              Whoever finds no time that suits can wait here for one. When it frees, it is offered to the
              first in line.
            </Trans>
          </Message>
        )}
        {rows && rows.length > 0 && (
          <Stack component="ol" gap="sm" className={classes.items} aria-label={t`Who waits`}>
            {rows.map((row) => (
              <WaitingItem key={row.entry.id} row={row} />
            ))}
          </Stack>
        )}
      </div>
    </div>
  );
}
