/** Three kills; `npm run test:long -- tests/kill` does twenty (hub.long.ts). */
import { test } from 'vitest';
import { killInTheMiddle } from './hub.ts';

test.for([1, 2, 3])(
  'E1, E6, S2: kill -9 of the hub amid acknowledged bookings loses none, tells of none that is not there, and a replay books none twice (%i)',
  { timeout: 180_000 },
  killInTheMiddle,
);
