import { t } from '@lingui/core/macro';
import {
  Button,
  Checkbox,
  Divider,
  Group,
  ScrollArea,
  SegmentedControl,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { bookingStatuses } from '../../shared/resources/bookings.ts';
import { statusWords } from '../booking/status.ts';
import type { BoardFilterProps } from './BoardFilter.tsx';
import { type Coloring, colorings } from './colors.ts';
import { isFiltered, unfiltered } from './view.ts';

/** What `BoardFilter` offers once it is opened. */
export function FilterChoices({ resources, services, view, onView }: BoardFilterProps) {
  const columns = resources.filter((resource) => view.rooms || resource.kind === 'practitioner');
  const hasRooms = resources.some((resource) => resource.kind !== 'practitioner');
  const filtered = isFiltered(view);
  return (
    <ScrollArea.Autosize mah="min(560px, 80vh)" type="auto">
      <Stack gap="sm" p="md">
        <Heading>{t`Colours tell`}</Heading>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t`Colours tell`}
          value={view.colorBy}
          onChange={(colorBy) => onView({ colorBy })}
          data={colorings.map((value) => ({ value, label: coloringWords(value) }))}
        />
        <Switch
          label={t`What they mean, below the board`}
          checked={view.legend}
          onChange={(event) => onView({ legend: event.currentTarget.checked })}
        />
        {hasRooms && (
          <Switch
            label={t`Rooms and equipment`}
            checked={view.rooms}
            onChange={(event) => onView({ rooms: event.currentTarget.checked })}
          />
        )}
        {filtered && (
          <Button size="compact-sm" variant="light" onClick={() => onView(unfiltered)}>
            {t`Show all`}
          </Button>
        )}
        <Choices
          title={t`Columns`}
          items={columns.map(({ id, name }) => ({ id, name }))}
          without={view.hidden}
          onChange={(hidden) => onView({ hidden })}
        />
        <Choices
          title={t`Services`}
          items={services.filter(({ archived }) => !archived).map(({ id, name }) => ({ id, name }))}
          without={view.withoutServices}
          onChange={(withoutServices) => onView({ withoutServices })}
        />
        <Choices
          title={t`Bookings that are`}
          items={bookingStatuses.map((id) => ({ id, name: statusWords[id] }))}
          without={view.withoutStatuses}
          onChange={(withoutStatuses) => onView({ withoutStatuses })}
        />
      </Stack>
    </ScrollArea.Autosize>
  );
}

function coloringWords(coloring: Coloring): string {
  return { service: t`Service`, status: t`Status`, resource: t`Person` }[coloring];
}

function Heading({ children }: { readonly children: string }) {
  return (
    <Text size="xs" c="dimmed" fw={600}>
      {children}
    </Text>
  );
}

interface ChoicesProps<Id extends string> {
  readonly title: string;
  readonly items: readonly { readonly id: Id; readonly name: string }[];
  /** Those that are not shown. */
  readonly without: readonly Id[];
  readonly onChange: (without: Id[]) => void;
}

/** What is shown and what is not; one click takes all or none. */
function Choices<Id extends string>({ title, items, without, onChange }: ChoicesProps<Id>) {
  const none = items.every(({ id }) => without.includes(id));
  return (
    <Stack gap={6} role="group" aria-label={title}>
      <Divider />
      <Group justify="space-between">
        <Heading>{title}</Heading>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => onChange(none ? [] : items.map(({ id }) => id))}
        >
          {none ? t`All` : t`None`}
        </Button>
      </Group>
      {items.map(({ id, name }) => (
        <Checkbox
          key={id}
          size="sm"
          label={name}
          checked={!without.includes(id)}
          onChange={() => onChange(toggled(without, id))}
        />
      ))}
    </Stack>
  );
}

function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}
