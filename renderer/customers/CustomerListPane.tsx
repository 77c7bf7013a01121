import { plural, t } from '@lingui/core/macro';
import { ActionIcon, Button, CloseButton, Menu, Text, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react';
import { type RefObject, useDeferredValue, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { type CustomerKind, type CustomerList, type CustomerOrder, useCustomerList } from '../data/index.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { useRemembered } from '../ui/useRemembered.ts';
import { CustomerRows, type RowsHandle } from './CustomerRows.tsx';
import classes from './customers.module.css';
import { type ListView, listView, usualView } from './wish.ts';

interface CustomerListPaneProps {
  /** The search, so that it can be reached from elsewhere. */
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Id of whom is shown beside it. */
  readonly open: string | undefined;
}

/** Search, filters and the list; arrows go through it from the search field on, Enter opens. */
export function CustomerListPane({ field, text, onText, open }: CustomerListPaneProps) {
  const { format } = usePractice();
  const navigate = useNavigate();
  const [view, setView] = useRemembered<ListView>('customers', listView, usualView);
  const searched = useDeferredValue(text.trim());
  const { data: list, loading } = useCustomerList({
    text: searched,
    order: view.order,
    kind: view.kind,
    tag: view.tag,
  });
  const rows = useRef<RowsHandle>(null);
  const people = list?.people ?? [];
  const narrowed = view.kind !== 'all' || view.tag !== undefined;
  const searching = searched !== '';

  useShortcut('searchCustomers', () => field.current?.focus());
  useAnnounced(list, searching || narrowed);

  const [first] = people;
  return (
    <section
      className={classes.list}
      aria-label={t`List of customers`}
      aria-busy={loading || searched !== text.trim()}
    >
      <search className={classes.search}>
        <TextInput
          ref={field}
          aria-label={t`Search customers`}
          placeholder={t`Name, phone or e-mail`}
          autoComplete="off"
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            text !== '' && (
              <CloseButton size="sm" aria-label={t`Clear the search`} onClick={() => onText('')} />
            )
          }
          className={classes.grow}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' && people.length > 0) {
              event.preventDefault();
              rows.current?.focus(0);
            }
            if (event.key === 'Enter' && first) navigate(`/customers/${first.id}`);
            if (event.key === 'Escape' && text !== '') onText('');
          }}
        />
        <ViewMenu view={view} tags={list?.tags ?? []} onChange={setView} />
      </search>
      <Text size="xs" c="dimmed" className={classes.count} data-narrowed={narrowed || undefined}>
        {list && countWords(list, searching || narrowed, format.number)}
        {narrowed && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => setView({ ...usualView, order: view.order })}
          >
            {t`Show all`}
          </Button>
        )}
      </Text>
      {list && people.length === 0 && (
        <div className={classes.nobody}>
          {list.total === 0 ? (
            <Text size="sm" c="dimmed">
              {t`Nobody is here yet. Add your first customer, or bring them all from a file.`}
            </Text>
          ) : (
            <Text size="sm" c="dimmed">
              {searching ? t`Nobody matches “${searched}”.` : t`Nobody is like that.`}
            </Text>
          )}
          {searching && (
            <Button
              mt="sm"
              size="compact-md"
              variant="light"
              onClick={() => navigate(`/customers/new?${new URLSearchParams({ typed: searched })}`)}
            >
              {t`Add “${searched}”`}
            </Button>
          )}
        </div>
      )}
      <CustomerRows
        ref={rows}
        people={people}
        search={searched}
        open={open}
        onAbove={() => field.current?.focus()}
      />
    </section>
  );
}

function countWords({ people, total }: CustomerList, some: boolean, number: (n: number) => string): string {
  if (!some) return plural(total, { one: '# customer', other: '# customers' });
  const [found, all] = [number(people.length), number(total)];
  return t`${found} of ${all}`;
}

/** Says how many were found, once typing rests. */
function useAnnounced(list: CustomerList | undefined, some: boolean): void {
  const announce = useAnnounce();
  const found = list?.people.length;
  useEffect(() => {
    if (found === undefined || !some) return;
    const timer = setTimeout(
      () => announce(plural(found, { 0: 'Nobody found', one: '# found', other: '# found' })),
      600,
    );
    return () => clearTimeout(timer);
  }, [announce, found, some]);
}

interface ViewMenuProps {
  readonly view: ListView;
  readonly tags: readonly string[];
  readonly onChange: (view: ListView) => void;
}

function ViewMenu({ view, tags, onChange }: ViewMenuProps) {
  const narrowed = view.kind !== 'all' || view.tag !== undefined;
  const orders: Readonly<Record<CustomerOrder, string>> = {
    name: t`By name`,
    newest: t`Newest first`,
    changed: t`Changed last first`,
  };
  const kinds: Readonly<Record<CustomerKind, string>> = {
    all: t`Everybody`,
    alert: t`With an alert note`,
    unreachable: t`Without phone and e-mail`,
  };
  return (
    <Menu position="bottom-end" shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon
          size={36}
          variant={narrowed ? 'light' : 'default'}
          aria-label={t`Sort and filter`}
          data-narrowed={narrowed || undefined}
        >
          <IconAdjustmentsHorizontal size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        <Menu.Label>{t`Sort`}</Menu.Label>
        <Menu.RadioGroup
          value={view.order}
          onChange={(order) => onChange({ ...view, order: keyIn(orders, order, 'name') })}
        >
          {Object.entries(orders).map(([order, label]) => (
            <Menu.RadioItem key={order} value={order}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t`Show`}</Menu.Label>
        <Menu.RadioGroup
          value={view.kind}
          onChange={(kind) => onChange({ ...view, kind: keyIn(kinds, kind, 'all') })}
        >
          {Object.entries(kinds).map(([kind, label]) => (
            <Menu.RadioItem key={kind} value={kind}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {tags.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t`Tag`}</Menu.Label>
            <Menu.RadioGroup
              value={view.tag ?? ''}
              onChange={(tag) => onChange({ order: view.order, kind: view.kind, ...(tag !== '' && { tag }) })}
            >
              <Menu.RadioItem value="">{t`Any`}</Menu.RadioItem>
              {tags.map((tag) => (
                <Menu.RadioItem key={tag} value={tag}>
                  {tag}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function keyIn<Key extends string>(all: Readonly<Record<Key, string>>, key: string, otherwise: Key): Key {
  const isKey = (one: string): one is Key => Object.hasOwn(all, one);
  return isKey(key) ? key : otherwise;
}
