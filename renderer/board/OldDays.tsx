import { plural } from '@lingui/core/macro';
import { IconCloudOff } from '@tabler/icons-react';
import { usePractice } from '../app/practice.tsx';
import classes from './board.module.css';

/** Says that days are shown of which this desk keeps nothing any more, so that nobody takes them for empty ones. */
export function OldDays() {
  const { practice } = usePractice();
  return (
    <div className={classes.filterHint} role="note">
      <IconCloudOff size={15} aria-hidden />
      <span>
        {plural(practice.history_days, {
          one: 'This desk keeps bookings for # day. What was before that needs the hub: it is on each customer’s page.',
          other:
            'This desk keeps bookings for # days. What was before that needs the hub: it is on each customer’s page.',
        })}
      </span>
    </div>
  );
}
