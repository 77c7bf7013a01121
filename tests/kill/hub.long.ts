/** The kills of hub.test.ts, twenty times at other instants. */
import { test } from 'vitest';
import { killInTheMiddle } from './hub.ts';

test.for(Array.from({ length: 20 }, (_, i) => 101 + i))(
  'E1, E6, S2: kill -9 of the hub amid acknowledged bookings (%i)',
  killInTheMiddle,
);
