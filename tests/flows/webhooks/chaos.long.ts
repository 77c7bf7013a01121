import { expect, test } from 'vitest';
import { chaos } from './chaos.ts';

test('E1, E2, E3, E6: 50 endpoints of all kinds, 2,000 events, a hub that is killed 30 times', async () => {
  const figures = await chaos({ endpoints: 50, bookings: 1000, kills: 30 });
  expect(figures.events).toBe(2000);
  console.table(figures);
});
