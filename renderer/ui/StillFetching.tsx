import { t } from '@lingui/core/macro';
import classes from './fetching.module.css';
import { useLate } from './useLate.ts';

/** Milliseconds after which somebody wonders where it stays. */
const wondering = 1_500;

/** Says, where a part of the desk is long in coming, that it will come: the window was opened and the hub went away. */
export function StillFetching() {
  const late = useLate(true, wondering);
  if (!late) return null;
  return (
    <p role="status" className={classes.fetching}>
      {t`This part of the desk isn’t here yet. It opens as soon as the hub answers.`}
    </p>
  );
}
