import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import classes from './board.module.css';
import { type Axis, yOf } from './geometry.ts';

/** The line at the present time, with its clock on the axis. */
export function NowLine({ axis, onAxis = false }: { readonly axis: Axis; readonly onAxis?: boolean }) {
  const now = useNow(15_000);
  const { format } = usePractice();
  if (now < axis.start || now >= axis.end) return null;
  if (!onAxis) return <div className={classes.now} style={{ top: yOf(axis, now) }} aria-hidden />;
  return (
    <div className={classes.nowTime} style={{ top: yOf(axis, now) }}>
      {format.time(now)}
    </div>
  );
}
