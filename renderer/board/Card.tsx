import { memo } from 'react';
import { cellRole } from './aria.ts';
import classes from './board.module.css';
import { type Axis, boxOf } from './geometry.ts';
import { Mark, type MarkName } from './marks.tsx';
import type { CardModel } from './model.ts';

interface CardProps {
  readonly card: CardModel;
  readonly axis: Axis;
  /** There is room for everything. */
  readonly wide: boolean;
  /** The keyboard stands on it. */
  readonly current: boolean;
  /** It is being dragged: shown where it was, faintly. */
  readonly lifted: boolean;
  /** Its drawer is open. */
  readonly open: boolean;
}

/** Below these heights (pixels) a card shows one line, then less and less. */
const twoLines = 34;
const tiny = 15;

/** One booking. Drawn anew only when something on it changes. */
export const Card = memo(function Card({ card, axis, wide, current, lifted, open }: CardProps) {
  const box = boxOf(axis, card);
  if (!box) return null;
  const height = Math.max(box.height - 1, 12);
  const size = height < tiny ? 'tiny' : height < twoLines ? 'line' : 'full';
  const marks = marksOf(card, wide);
  return (
    <div
      {...cellRole(card.label, current)}
      title={card.label}
      className={classes.card}
      data-card={card.key}
      data-status={card.status}
      data-size={size}
      data-freed={card.freed || undefined}
      data-movable={card.movable || undefined}
      data-waiting={card.waiting || undefined}
      data-overbooked={card.overbooked || undefined}
      data-lifted={lifted || undefined}
      data-open={open || undefined}
      style={{
        top: box.top,
        height,
        insetInlineStart: `calc(${(card.lane / card.of) * 100}% + 2px)`,
        width: `calc(${100 / card.of}% - 5px)`,
        '--card-color': card.color,
      }}
    >
      {/* What is written here is in the label in the same order, so that it can be asked for by its words; there the
          time has its am or pm. */}
      <div className={classes.cardTop} data-time={card.time}>
        <span className={classes.cardName}>{card.customer}</span>
        {marks.length > 0 && (
          <span className={classes.marks}>
            {marks.map((mark) => (
              <Mark key={mark} name={mark} />
            ))}
          </span>
        )}
      </div>
      {size === 'full' && <div className={classes.cardService}>{` ${card.service}`}</div>}
    </div>
  );
});

/**
 * In narrow columns the name needs the room, and confirmed is what bookings are unless said otherwise. A mark that is
 * only hidden would cost hundreds of cards as much as one that is seen.
 */
function marksOf(card: CardModel, wide: boolean): MarkName[] {
  const marks: MarkName[] = [];
  if (card.overbooked) marks.push('overbooked');
  if (card.alert) marks.push('alert');
  if (card.notes) marks.push('note');
  if (card.waiting) marks.push('waiting');
  if (wide || card.status !== 'confirmed') marks.push(card.status);
  return marks;
}
