import { plural, t } from '@lingui/core/macro';
import { Button, Group, Kbd, Skeleton, Text, Title } from '@mantine/core';
import { IconFileImport, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { Link, useOutletContext } from 'react-router';
import { useConnection, useCustomerList } from '../data/index.ts';
import { Message } from '../ui/Message.tsx';
import { useLate } from '../ui/useLate.ts';
import type { BesideList } from './CustomersPage.tsx';
import classes from './customers.module.css';
import { useHubPages } from './useHubPages.ts';
import { duplicatePair } from './wire.ts';
import { usualView } from './wish.ts';

/** Beside the list while nobody is chosen: the ways in, and who may be there twice. */
export function OverviewPage() {
  const { search } = useOutletContext<BesideList>();
  const { data: list } = useCustomerList({ text: '', order: usualView.order, kind: 'all', tag: undefined });
  const late = useLate(list === undefined);
  if (!list) return <div className={classes.inner}>{late && <Skeleton h={120} />}</div>;
  if (list.total === 0)
    return (
      <Message
        icon={<IconUsers size={44} stroke={1.4} aria-hidden />}
        title={t`No customers yet`}
        actions={
          <Group>
            <Button component={Link} to="/customers/new" leftSection={<IconUserPlus size={16} aria-hidden />}>
              {t`New customer`}
            </Button>
            <Button
              component={Link}
              to="/customers/import"
              variant="default"
              leftSection={<IconFileImport size={16} aria-hidden />}
            >
              {t`Import…`}
            </Button>
          </Group>
        }
      >
        {t`Bring those you have from a file of your old program, or add them as they come.`}
      </Message>
    );
  return (
    <div className={classes.inner}>
      <Title order={2} size="h3" mb={4}>
        {plural(list.total, { one: '# customer', other: '# customers' })}
      </Title>
      <Text size="sm" c="dimmed" mb="lg" component="div">
        {t`Choose somebody on the list, or search:`} <Kbd>/</Kbd>{' '}
        <Button size="compact-xs" variant="subtle" onClick={search}>
          {t`Search`}
        </Button>
      </Text>
      <Duplicates />
    </div>
  );
}

function Duplicates() {
  const online = useConnection().state === 'online';
  const pages = useHubPages('/v2/customers/duplicates?limit=20', duplicatePair);
  return (
    <section className={classes.card} aria-label={t`Maybe the same person`}>
      <Title order={3} size="h5" mb={4}>{t`Maybe the same person`}</Title>
      {!online && !pages.known && (
        <Text className={classes.note}>{t`The hub looks for these. It can’t be reached right now.`}</Text>
      )}
      {pages.known && pages.rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t`Nobody seems to be here twice.`}
        </Text>
      )}
      <ul className={classes.plain}>
        {pages.rows.map(({ customers: [one, other], reasons, certainty }) => {
          if (!one || !other) return null;
          return (
            <li key={one.id + other.id} className={classes.visit}>
              <span className={classes.grow}>
                <Text size="sm" component="strong" display="block">
                  {one.name === other.name ? one.name : t`${one.name} and ${other.name}`}
                </Text>
                <Text size="xs" c="dimmed" component="span" display="block">
                  {reasons.map(reasonWords).join(' · ')}
                </Text>
              </span>
              <Button
                component={Link}
                to={`/customers/${one.id}/merge/${other.id}`}
                size="compact-sm"
                variant={certainty === 'likely' ? 'light' : 'subtle'}
                aria-label={t`Compare ${one.name} and ${other.name}`}
              >
                {t`Compare`}
              </Button>
            </li>
          );
        })}
      </ul>
      {pages.hasMore && (
        <Button mt="xs" size="compact-sm" variant="subtle" loading={pages.busy} onClick={pages.more}>
          {t`Show more`}
        </Button>
      )}
    </section>
  );
}

function reasonWords(reason: string): string {
  switch (reason) {
    case 'same_name':
      return t`Same name`;
    case 'same_phone':
      return t`Same phone number`;
    case 'same_email':
      return t`Same e-mail`;
    default:
      return reason;
  }
}
