import { memo } from 'react';
import { usePractice } from '../app/practice.tsx';
import classes from './board.module.css';
import { type Axis, heightOf, hourMarks } from './geometry.ts';
import { NowTime } from './NowLine.tsx';
import type { Track } from './tracks.ts';

/** The hours down the side at which reading begins. */
export const TimeAxis = memo(function TimeAxis({
  axis,
  tracks,
}: {
  readonly axis: Axis;
  readonly tracks: readonly Track[];
}) {
  const { format } = usePractice();
  return (
    <div className={classes.axis} aria-hidden>
      <div className={classes.corner} title={format.zone}>
        {format.zoneMark((axis.start + axis.end) / 2)}
      </div>
      <div className={classes.axisBody} style={{ height: heightOf(axis) }}>
        <Hours axis={axis} />
        <NowTime tracks={tracks} />
      </div>
    </div>
  );
});

function Hours({ axis }: { readonly axis: Axis }) {
  const { format } = usePractice();
  return hourMarks(axis)
    .filter((mark) => mark.full && mark.at > axis.start)
    .map((mark) => (
      <div key={mark.at} className={classes.hour} style={{ top: mark.y }}>
        {format.hour(mark.at)}
      </div>
    ));
}

/** The hours of a day on which the clocks change, in its own column: those at the side are another day's (rule T3). */
export function OwnHours({ axis }: { readonly axis: Axis }) {
  return (
    <div className={classes.ownHours} aria-hidden>
      <Hours axis={axis} />
    </div>
  );
}

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
