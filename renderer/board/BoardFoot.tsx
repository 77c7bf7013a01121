import { plural, t } from '@lingui/core/macro';
import { memo } from 'react';
import type { Service } from '../../shared/resources/services.ts';
import { usePractice } from '../app/practice.tsx';
import classes from './board.module.css';
import { legendOf } from './legend.ts';
import type { ColumnModel } from './model.ts';
import type { BoardView } from './view.ts';

interface BoardFootProps {
  readonly columns: readonly ColumnModel[];
  readonly services: readonly Service[];
  readonly view: BoardView;
}

/** Below the board: how much there is, and what the colours mean. */
export const BoardFoot = memo(function BoardFoot({ columns, services, view }: BoardFootProps) {
  const { format } = usePractice();
  if (!view.legend) return null;
  const cards = columns.flatMap((column) => column.cards);
  const booked = new Set(cards.flatMap((card) => (card.freed ? [] : card.id))).size;
  return (
    <footer className={classes.foot}>
      <span>{plural(booked, { one: '# booking', other: '# bookings' })}</span>
      <ul aria-label={t`What the colours mean`}>
        {legendOf(columns, services, view.colorBy, format).map(({ key, name, color }) => (
          <li key={key}>
            <span className={classes.swatch} style={{ background: color }} aria-hidden />
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </footer>
  );
});
