import { memo } from 'react';
import { usePractice } from '../app/practice.tsx';
import classes from './board.module.css';
import { type Axis, heightOf, hourMarks } from './geometry.ts';
import { NowLine } from './NowLine.tsx';

/** The hours down the left side. */
export const TimeAxis = memo(function TimeAxis({ axis }: { readonly axis: Axis }) {
  const { format } = usePractice();
  return (
    <div className={classes.axis} aria-hidden>
      <div className={classes.corner} title={format.zone}>
        {format.zoneMark((axis.start + axis.end) / 2)}
      </div>
      <div className={classes.axisBody} style={{ height: heightOf(axis) }}>
        {hourMarks(axis)
          .filter((mark) => mark.full && mark.at > axis.start)
          .map((mark) => (
            <div key={mark.at} className={classes.hour} style={{ top: mark.y }}>
              {format.hour(mark.at)}
            </div>
          ))}
        <NowLine axis={axis} onAxis />
      </div>
    </div>
  );
});

/** Lines across all columns at every hour and half hour. */
export const HourLines = memo(function HourLines({ axis }: { readonly axis: Axis }) {
  return (
    <div className={classes.lines} style={{ height: heightOf(axis) }} aria-hidden>
      {hourMarks(axis).map((mark) => (
        <div key={mark.at} data-full={mark.full || undefined} style={{ top: mark.y }} />
      ))}
    </div>
  );
});
