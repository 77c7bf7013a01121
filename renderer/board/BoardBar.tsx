import { ActionIcon, Button, Group, Popover, Text, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Resource } from '../../shared/resources/resources.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { usePractice } from '../app/practice.tsx';
import { later } from '../ui/later.tsx';
import { useUndo } from '../undo/UndoProvider.tsx';
import { BoardFilter } from './BoardFilter.tsx';
import classes from './board.module.css';
import type { ColumnModel } from './model.ts';
import { type BoardView, zooms } from './view.ts';

const MonthPicker = later(async () => (await import('./MonthPicker.tsx')).MonthPicker);

interface BoardBarProps {
  readonly date: string;
  readonly resources: readonly Resource[];
  readonly columns: readonly ColumnModel[];
  readonly view: BoardView;
  readonly onDate: (date: string) => void;
  readonly onView: (change: Partial<BoardView>) => void;
}

/** Above the board: which day, what of it, how large. */
export function BoardBar({ date, resources, columns, view, onDate, onView }: BoardBarProps) {
  const { format } = usePractice();
  const { undo, redo, canUndo, canRedo } = useUndo();
  const today = localDate(format.zone, useNow(60_000));
  const booked = new Set(
    columns.flatMap((column) => column.cards).flatMap((card) => (card.freed ? [] : card.id)),
  ).size;
  return (
    <PageBar>
      <Group gap={6} wrap="nowrap">
        <Button variant="default" size="compact-md" onClick={() => onDate(today)} disabled={date === today}>
          Today
        </Button>
        <Tool label="Day before" onClick={() => onDate(addDays(date, -1))}>
          <IconChevronLeft size={18} aria-hidden />
        </Tool>
        <Tool label="Day after" onClick={() => onDate(addDays(date, 1))}>
          <IconChevronRight size={18} aria-hidden />
        </Tool>
        <DateJump date={date} today={today} onDate={onDate} />
        <Text size="sm" c="dimmed" visibleFrom="xl" style={{ whiteSpace: 'nowrap' }}>
          {booked === 1 ? '1 booking' : `${booked} bookings`}
        </Text>
      </Group>
      <Group gap={4} wrap="nowrap">
        <Tool label={canUndo ? `Undo: ${canUndo}` : 'Nothing to undo'} onClick={undo} disabled={!canUndo}>
          <IconArrowBackUp size={18} aria-hidden />
        </Tool>
        <Tool label={canRedo ? `Redo: ${canRedo}` : 'Nothing to redo'} onClick={redo} disabled={!canRedo}>
          <IconArrowForwardUp size={18} aria-hidden />
        </Tool>
        <Tool label="Smaller" onClick={() => onView({ zoom: view.zoom - 1 })} disabled={view.zoom === 0}>
          <IconZoomOut size={18} aria-hidden />
        </Tool>
        <Tool
          label="Larger"
          onClick={() => onView({ zoom: view.zoom + 1 })}
          disabled={view.zoom === zooms.length - 1}
        >
          <IconZoomIn size={18} aria-hidden />
        </Tool>
        <BoardFilter resources={resources} view={view} onView={onView} />
      </Group>
    </PageBar>
  );
}

function DateJump({
  date,
  today,
  onDate,
}: {
  readonly date: string;
  readonly today: string;
  readonly onDate: (date: string) => void;
}) {
  const { format } = usePractice();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--desk-text)"
          size="compact-md"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          onClick={() => setOpen(!open)}
          className={classes.date}
        >
          {format.longDate(date)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <MonthPicker
          date={date}
          today={today}
          onDate={(next) => {
            setOpen(false);
            if (next) onDate(next);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Tool({
  label,
  onClick,
  disabled = false,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <Tooltip label={label} openDelay={500}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={onClick}
        disabled={disabled}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
