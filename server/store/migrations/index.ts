import { foundation } from './001-foundation.ts';
import { people } from './002-people.ts';
import { lists } from './003-lists.ts';
import { customers } from './004-customers.ts';
import { bookings } from './005-bookings.ts';
import { uses } from './006-uses.ts';
import { webhooks } from './007-webhooks.ts';
import { events } from './008-events.ts';
import { availability } from './009-availability.ts';
import { series } from './010-series.ts';
import { recurringBlocks } from './011-recurring-blocks.ts';
import { together } from './012-together.ts';
import { waitlist } from './013-waitlist.ts';
import { sharing } from './014-sharing.ts';

/** SQL by schema version, appended to and never edited; `PRAGMA user_version` tells how many have run. */
export const migrations: readonly string[] = [
  foundation,
  people,
  lists,
  customers,
  bookings,
  uses,
  webhooks,
  events,
  availability,
  series,
  recurringBlocks,
  together,
  waitlist,
  sharing,
];
