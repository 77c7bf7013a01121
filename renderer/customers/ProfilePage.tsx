import { t } from '@lingui/core/macro';
import { ActionIcon, Button, Group, Menu, Skeleton, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsJoin2,
  IconCalendarSearch,
  IconCloudUp,
  IconDots,
  IconHourglass,
  IconPrinter,
  IconRepeat,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Customer } from '../../shared/resources/customers.ts';
import { usePractice } from '../app/practice.tsx';
import { useConnection, useCustomerList, useLive, usePending } from '../data/index.ts';
import { useLate } from '../ui/useLate.ts';
import { BackToList } from './BackToList.tsx';
import { ContactCard } from './ContactCard.tsx';
import classes from './customers.module.css';
import { DuplicateHint } from './DuplicateHint.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { FamilyCard } from './FamilyCard.tsx';
import { MergeWith } from './MergeWith.tsx';
import { NotHere } from './NotHere.tsx';
import { PastVisits } from './PastVisits.tsx';
import { TimelineCard } from './TimelineCard.tsx';
import { UpcomingVisits } from './UpcomingVisits.tsx';
import { useVisits } from './useVisits.ts';

/** Everything about one customer, beside the list. */
export function ProfilePage() {
  const { id = '' } = useParams();
  const { data, loading } = useLive(
    ['customers'],
    async (query) => ({ id, customer: await query.get('customers', id) }),
    [id],
  );
  const here = data?.id === id ? data : undefined;
  const late = useLate(here === undefined);
  if (here?.customer) return <Profile key={id} customer={here.customer} />;
  if (here && !loading) return <NotHere key={id} id={id} />;
  return <div className={classes.inner}>{late && <Skeleton h={240} />}</div>;
}

function Profile({ customer }: { readonly customer: Customer }) {
  const { format } = usePractice();
  const { id, name, alert } = customer;
  const waiting = usePending('customers').has(id);
  const online = useConnection().state === 'online';
  const [asking, setAsking] = useState<'erase' | 'merge'>();
  const visits = useVisits(customer);
  const { data: list } = useCustomerList({
    text: customer.phone ?? '',
    order: 'name',
    kind: 'all',
    tag: undefined,
  });
  const family =
    list?.people.filter((each) => customer.phone && each.phone === customer.phone && each.id !== id) ?? [];
  const again = visits?.past[0] ?? visits?.upcoming[0];
  const since = format.date(customer.created_at);

  return (
    <article className={classes.inner} aria-label={name}>
      <div className={classes.head}>
        <Group gap="xs" wrap="nowrap" miw={0}>
          <BackToList />
          <div className={classes.grow}>
            <Title order={2} size="h3" className={classes.title}>
              {name}
            </Title>
            <Group gap={6} c="dimmed">
              <Text size="xs">{t`Customer since ${since}`}</Text>
              {waiting && (
                <Group gap={4}>
                  <IconCloudUp size={14} aria-hidden />
                  <Text size="xs">{t`Waiting for the hub`}</Text>
                </Group>
              )}
            </Group>
          </div>
        </Group>
        <Group gap="xs">
          <Button
            component={Link}
            to={`/find?${new URLSearchParams({ customer: id })}`}
            size="compact-md"
            leftSection={<IconCalendarSearch size={16} aria-hidden />}
          >
            {t`Find a time`}
          </Button>
          {again && (
            <Button
              component={Link}
              to={`/find?${new URLSearchParams({ customer: id, service: again.service_id, with: again.resource_id })}`}
              size="compact-md"
              variant="default"
              leftSection={<IconRepeat size={16} aria-hidden />}
            >
              {t`Book again`}
            </Button>
          )}
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon size={30} variant="default" aria-label={t`More`}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                component={Link}
                to={`/waitlist?${new URLSearchParams({ customer: id })}`}
                leftSection={<IconHourglass size={16} aria-hidden />}
              >
                {t`Put on the waitlist`}
              </Menu.Item>
              <Menu.Item
                component={Link}
                to={`/customers/${id}/print`}
                leftSection={<IconPrinter size={16} aria-hidden />}
              >
                {t`Print the visits to come`}
              </Menu.Item>
              <Menu.Divider />
              {!online && <Menu.Label>{t`These need the hub`}</Menu.Label>}
              <Menu.Item
                disabled={!online}
                leftSection={<IconArrowsJoin2 size={16} aria-hidden />}
                onClick={() => setAsking('merge')}
              >
                {t`Merge with…`}
              </Menu.Item>
              <Menu.Item
                disabled={!online}
                color="red"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => setAsking('erase')}
              >
                {t`Erase…`}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </div>
      {alert && (
        <div className={classes.alert}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{alert}</span>
        </div>
      )}
      <DuplicateHint customer={customer} />
      <div className={classes.columns}>
        <div>
          <ContactCard customer={customer} tags={list?.tags ?? []} />
          {family.length > 0 && <FamilyCard people={family} />}
        </div>
        <div>
          <UpcomingVisits visits={visits?.upcoming} />
          <PastVisits customer={customer} kept={visits?.past} from={visits?.from} />
          <TimelineCard customer={customer} />
        </div>
      </div>
      {asking === 'erase' && <EraseDialog customer={customer} onClose={() => setAsking(undefined)} />}
      {asking === 'merge' && <MergeWith customer={customer} onClose={() => setAsking(undefined)} />}
    </article>
  );
}
