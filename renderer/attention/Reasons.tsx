import type { Conflict } from '../../shared/time/availability-types.ts';
import { conflictWords, type Lookup } from '../booking/conflicts.ts';
import classes from './attention.module.css';

interface ReasonsProps {
  readonly conflicts: readonly Conflict[];
  readonly lookup: Lookup;
  /** Whose column it is, and goes without saying. */
  readonly resourceId: string | undefined;
}

/** Each thing that is in the way. */
export function Reasons({ conflicts, lookup, resourceId }: ReasonsProps) {
  return (
    <ul className={classes.reasons}>
      {conflicts.map((conflict) => (
        <li key={`${conflict.type} ${conflict.id} ${conflict.resource_id}`}>
          {conflictWords(conflict, lookup, resourceId)}
        </li>
      ))}
    </ul>
  );
}
