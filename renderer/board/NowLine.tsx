import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import classes from './board.module.css';
import { acrossOf, yOf } from './geometry.ts';
import type { Track } from './tracks.ts';

/** The line at the present time: over all columns of today, or over the one that is today. */
export function NowLine({ tracks }: { readonly tracks: readonly Track[] }) {
  const now = useNow(15_000);
  const index = tracks.findIndex(({ axis }) => now >= axis.start && now < axis.end);
  const track = tracks[index];
  if (!track) return null;
  const across = tracks.every(({ axis }) => axis === track.axis) ? {} : acrossOf(index, tracks.length);
  return <div className={classes.now} style={{ ...across, top: yOf(track.axis, now) }} aria-hidden />;
}

/** Its clock beside the hours. */
export function NowTime({ tracks }: { readonly tracks: readonly Track[] }) {
  const now = useNow(15_000);
  const { format } = usePractice();
  const today = tracks.find(({ axis }) => now >= axis.start && now < axis.end);
  if (!today) return null;
  return (
    <div className={classes.nowTime} style={{ top: yOf(today.axis, now) }}>
      {format.time(now)}
    </div>
  );
}
