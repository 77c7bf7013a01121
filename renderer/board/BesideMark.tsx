import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Interval } from '../../shared/time/interval.ts';
import { DraftMark } from './DraftMark.tsx';
import type { Track } from './tracks.ts';

/** What is being made on the board, with its form beside it. */
export interface Making extends Interval {
  readonly kind: 'booking' | 'block';
  readonly resource_id: string;
  readonly form: ReactNode;
}

/** Marks where something is being made, with its form beside the mark. */
export function BesideMark({
  tracks,
  making,
  onLeave,
}: {
  readonly tracks: readonly Track[];
  readonly making: Making;
  readonly onLeave: () => void;
}) {
  const { kind, resource_id, start, end, form } = making;
  return (
    <Popover
      opened
      position="right-start"
      width={kind === 'booking' ? 400 : 300}
      offset={10}
      trapFocus
      returnFocus
      closeOnClickOutside={false}
      hideDetached={false}
      // What is made may change its column while the form is open; the form must not leave the window with it.
      preventPositionChangeWhenVisible={false}
      // A practice of one person has a column as wide as the window: there the form lies over it.
      middlewares={{ flip: true, shift: { crossAxis: true, padding: 8 } }}
      onDismiss={onLeave}
      shadow="lg"
      withArrow
    >
      <Popover.Target>
        <DraftMark tracks={tracks} resource_id={resource_id} start={start} end={end} kind={kind} />
      </Popover.Target>
      <Popover.Dropdown p="md">{form}</Popover.Dropdown>
    </Popover>
  );
}
