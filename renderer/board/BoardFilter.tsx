import {
  Button,
  Checkbox,
  Divider,
  Indicator,
  Popover,
  ScrollArea,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { bookingStatuses } from '../../shared/resources/bookings.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { statusWords } from '../booking/status.ts';
import type { BoardView } from './view.ts';

interface BoardFilterProps {
  readonly resources: readonly Resource[];
  readonly view: BoardView;
  readonly onView: (change: Partial<BoardView>) => void;
}

/** Which columns and which statuses the board shows. */
export function BoardFilter({ resources, view, onView }: BoardFilterProps) {
  const columns = resources.filter((resource) => view.rooms || resource.kind === 'practitioner');
  const hidden = columns.filter((resource) => view.hidden.includes(resource.id)).length;
  const hasRooms = resources.some((resource) => resource.kind !== 'practitioner');
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus width={260}>
      <Indicator disabled={hidden === 0} size={8} offset={4}>
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
          >
            Show
          </Button>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        <Stack gap="sm">
          {hasRooms && (
            <Switch
              label="Rooms and equipment"
              checked={view.rooms}
              onChange={(event) => onView({ rooms: event.currentTarget.checked })}
            />
          )}
          <Divider />
          <Text size="xs" c="dimmed" fw={600}>
            Columns
          </Text>
          <ScrollArea.Autosize mah={220}>
            <Stack gap={6}>
              {columns.map((resource) => (
                <Checkbox
                  key={resource.id}
                  size="sm"
                  label={resource.name}
                  checked={!view.hidden.includes(resource.id)}
                  onChange={() => onView({ hidden: toggled(view.hidden, resource.id) })}
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <Divider />
          <Text size="xs" c="dimmed" fw={600}>
            Bookings that are
          </Text>
          <Stack gap={6}>
            {bookingStatuses.map((status) => (
              <Checkbox
                key={status}
                size="sm"
                label={statusWords[status]}
                checked={!view.withoutStatuses.includes(status)}
                onChange={() => onView({ withoutStatuses: toggled(view.withoutStatuses, status) })}
              />
            ))}
          </Stack>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}
