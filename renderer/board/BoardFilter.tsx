import { t } from '@lingui/core/macro';
import { Button, Indicator, Popover } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { later } from '../ui/later.tsx';
import { type BoardView, isFiltered } from './view.ts';

export interface BoardFilterProps {
  readonly resources: readonly Resource[];
  readonly services: readonly Service[];
  readonly view: BoardView;
  readonly onView: (change: Partial<BoardView>) => void;
}

const FilterChoices = later(async () => (await import('./FilterChoices.tsx')).FilterChoices);

/** Which columns, services and statuses the board shows, and what its colours say. */
export function BoardFilter(props: BoardFilterProps) {
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus width={290}>
      <Indicator disabled={!isFiltered(props.view)} size={8} offset={4}>
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
          >
            {t`Show`}
          </Button>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>
        <FilterChoices {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}
