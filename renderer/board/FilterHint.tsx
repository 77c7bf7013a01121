import { plural, t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import classes from './board.module.css';
import type { ColumnModel } from './model.ts';
import { type BoardView, isFiltered, unfiltered } from './view.ts';

interface FilterHintProps {
  readonly view: BoardView;
  /** What is shown; absent where nothing is, or the bookings are not shown one by one. */
  readonly columns?: readonly ColumnModel[];
  readonly onView: (change: Partial<BoardView>) => void;
}

/** Says that the board shows less than there is, so that nobody takes a filtered day for an empty one. */
export function FilterHint({ view, columns = [], onView }: FilterHintProps) {
  if (!isFiltered(view)) return null;
  const hidden = new Set(columns.flatMap(({ veiled }) => veiled).map(({ id }) => id)).size;
  const left = view.hidden.length;
  const parts = [
    hidden > 0 && plural(hidden, { one: '# booking is hidden', other: '# bookings are hidden' }),
    left > 0 && plural(left, { one: '# column is hidden', other: '# columns are hidden' }),
  ];
  const what = parts.filter(Boolean).join(' · ');
  return (
    <div className={classes.filterHint} role="note">
      <IconFilter size={15} aria-hidden />
      <span>{what ? t`Filtered: ${what}` : t`Filtered`}</span>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconX size={13} aria-hidden />}
        onClick={() => onView(unfiltered)}
      >
        {t`Show all`}
      </Button>
    </div>
  );
}
