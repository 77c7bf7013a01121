import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Switch, Text, TextInput, Title } from '@mantine/core';
import { IconChevronRight, IconListDetails, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import * as z from 'zod';
import type { Service } from '../../shared/resources/services.ts';
import { lengthWords } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import { Message } from '../ui/Message.tsx';
import { useRemembered } from '../ui/useRemembered.ts';
import classes from './settings.module.css';

/** What the practice offers. */
export function ServiceList() {
  const { data } = useStaff();
  const [text, setText] = useState('');
  const [archived, setArchived] = useRemembered('settings.archived-services', z.boolean(), false);
  if (!data) return null;
  const inUse = data.services.filter((each) => !each.archived);
  const past = data.services.length - inUse.length;
  const shown = (archived ? data.services : inUse)
    .filter((each) => matches(each, text))
    .toSorted((a, b) => Number(a.archived) - Number(b.archived) || a.name.localeCompare(b.name));
  const add = (
    <Button component={Link} to="/settings/services/new" leftSection={<IconPlus size={16} aria-hidden />}>
      <Trans>Add a service</Trans>
    </Button>
  );
  if (data.services.length === 0)
    return (
      <Message
        icon={<IconListDetails size={44} stroke={1.4} aria-hidden />}
        title={t`No services yet`}
        actions={add}
      >
        <Trans>
          A service is what people book: how long it takes, what it costs, and who and what it needs. Add the
          one that is booked most; the others can come later.
        </Trans>
      </Message>
    );
  return (
    <section className={classes.inner} aria-label={t`Services`}>
      <div className={classes.head}>
        <div>
          <Title order={2} size="h4">
            <Trans>Services</Trans>
          </Title>
          <Text size="sm" c="dimmed">
            <Trans>What people can book, with its length, price and needs.</Trans>
          </Text>
        </div>
        {add}
      </div>
      <div className={classes.filters}>
        <TextInput
          aria-label={t`Search services`}
          placeholder={t`Search services`}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {past > 0 && (
          <Switch
            label={t`Show archived (${past})`}
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
        )}
      </div>
      {shown.length === 0 ? (
        <Text c="dimmed" py="lg">
          {text ? (
            <Trans>No service has “{text}” in its name or category.</Trans>
          ) : (
            <Trans>All are archived.</Trans>
          )}
        </Text>
      ) : (
        <ul className={classes.list} aria-label={t`Services`}>
          {shown.map((service) => (
            <Row key={service.id} service={service} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ service }: { readonly service: Service }) {
  const { format } = usePractice();
  const { id, name, category, color, duration, price, capacity, archived } = service;
  return (
    <li>
      <Link to={`/settings/services/${id}`} className={classes.row}>
        <span className={classes.dot} style={color ? { background: color } : undefined} aria-hidden />
        <span className={classes.grow}>
          <Text component="span" fw={600} truncate display="block" {...(archived && { c: 'dimmed' })}>
            {name}
          </Text>
          {(category || capacity) && (
            <Text component="span" size="xs" c="dimmed" truncate display="block">
              {[category, capacity ? t`Class of ${capacity}` : undefined].filter(Boolean).join(' · ')}
            </Text>
          )}
        </span>
        {archived && (
          <Badge variant="default" tt="none">
            <Trans>Archived</Trans>
          </Badge>
        )}
        <span className={classes.figure}>
          {lengthWords(duration)}
          <br />
          {price && (price.type === 'custom' ? t`by agreement` : format.money(price))}
        </span>
        <IconChevronRight size={16} aria-hidden className={classes.soft} />
      </Link>
    </li>
  );
}

function matches({ name, category = '' }: Service, text: string): boolean {
  const plain = (words: string) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain(`${name} ${category}`).includes(plain(text.trim()));
}
