import { plural, t } from '@lingui/core/macro';
import { memo } from 'react';
import { minutes } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { usePractice } from '../app/practice.tsx';
import { cellRole, rowHeaderRole, rowRole } from './aria.ts';
import classes from './board.module.css';
import { Card } from './Card.tsx';
import { type Axis, boxOf, heightOf, yOf } from './geometry.ts';
import type { ColumnModel } from './model.ts';
import { stopMinutes } from './stops.ts';
import { OwnHours } from './TimeAxis.tsx';

interface ColumnProps {
  readonly column: ColumnModel;
  /** The hours at the board's side are its own; else, on the day of a clock change, it has its own. */
  readonly ruled: boolean;
  /** Its cards have room for everything. */
  readonly wide: boolean;
  /** It is the one of several days that is today. */
  readonly today: boolean;
  readonly index: number;
  /** The keyboard's stop where it is in this column; both undefined elsewhere. */
  readonly currentCard: string | undefined;
  readonly currentAt: number | undefined;
  /** Accessible name of the free stop. */
  readonly currentLabel: string | undefined;
  readonly liftedCard: string | undefined;
  readonly openId: string | undefined;
}

/** What stands under a name: how full the day is, or why nothing can be booked on it. */
function noteOf({ resource, cards, off, axis, day }: ColumnModel): string {
  if (!resource.online) return t`Takes no bookings`;
  const booked = cards.filter((card) => !card.freed).length;
  const isOff = off.some(({ start, end }) => start <= axis.start && end >= axis.end);
  if (isOff && booked === 0) return t`Off this day`;
  if (!day && resource.kind === 'room') return t`Room`;
  if (!day && resource.kind === 'equipment') return t`Equipment`;
  return plural(booked, { one: '# booked', other: '# booked' });
}

/** One resource on one day. A row of the ARIA grid, drawn as a column. */
export const Column = memo(function Column(props: ColumnProps) {
  const { column, ruled, wide, today, index, currentCard, currentAt, currentLabel, liftedCard, openId } =
    props;
  const { resource, axis, day } = column;
  const { format } = usePractice();
  const name = day ? format.day(axis.start) : resource.name;
  return (
    <div {...rowRole(index)} className={classes.column} data-offline={!resource.online || undefined}>
      <div
        {...rowHeaderRole}
        className={classes.head}
        data-day={day || undefined}
        data-today={today || undefined}
      >
        {!day && (
          <span
            className={classes.dot}
            style={{ background: resource.color ?? 'var(--desk-text-soft)' }}
            aria-hidden
          />
        )}
        <span className={classes.headName} title={name} data-head={column.key}>
          {name}
        </span>
        <span className={classes.headNote}>{noteOf(column)}</span>
      </div>
      <div className={classes.body} style={{ height: heightOf(axis) }} data-column={column.key}>
        {column.off.map((interval) => (
          <Band key={`off ${interval.start}`} axis={axis} interval={interval} className={classes.off} />
        ))}
        {column.blocks.map((block) => (
          <Band
            key={`${block.id} ${block.start}`}
            axis={axis}
            interval={block}
            className={classes.block}
            label={block.label}
            block={block.id}
          />
        ))}
        {column.holds.map((hold) => (
          <Band key={hold.id} axis={axis} interval={hold} className={classes.hold} label={hold.label} />
        ))}
        {column.veiled.map((veil) => (
          <Band
            key={`veiled ${veil.id}`}
            axis={axis}
            interval={veil}
            className={classes.veil}
            label={t`Hidden by the filter`}
          />
        ))}
        {!ruled && <OwnHours axis={axis} />}
        {column.cards.map(
          (card) =>
            (card.buffer_before > 0 || card.buffer_after > 0) && (
              <Buffers key={`buffers ${card.key}`} axis={axis} card={card} />
            ),
        )}
        {column.cards.map((card) => (
          <Card
            key={card.key}
            card={card}
            axis={axis}
            wide={wide}
            current={card.key === currentCard}
            lifted={card.key === liftedCard}
            open={card.id === openId}
          />
        ))}
        {currentAt !== undefined && currentCard === undefined && (
          <div
            {...cellRole(currentLabel, true)}
            className={classes.freeStop}
            style={{ top: yOf(axis, currentAt), height: stopMinutes * axis.pxPerMinute }}
          />
        )}
      </div>
    </div>
  );
});

function Band({
  axis,
  interval,
  className,
  label,
  block,
}: {
  readonly axis: Axis;
  readonly interval: Interval;
  readonly className: string | undefined;
  readonly label?: string;
  /** The block that it is. */
  readonly block?: string;
}) {
  const box = boxOf(axis, interval);
  if (!box) return null;
  return (
    <div className={className} style={{ top: box.top, height: box.height }} title={label} data-block={block}>
      {label && <span>{label}</span>}
    </div>
  );
}

function Buffers({ axis, card }: { readonly axis: Axis; readonly card: ColumnModel['cards'][number] }) {
  if (card.freed) return null;
  const before = { start: card.start - minutes(card.buffer_before), end: card.start };
  const after = { start: card.end, end: card.end + minutes(card.buffer_after) };
  return (
    <>
      <Band axis={axis} interval={before} className={classes.buffer} />
      <Band axis={axis} interval={after} className={classes.buffer} />
    </>
  );
}
