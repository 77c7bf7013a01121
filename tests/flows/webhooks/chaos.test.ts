import { expect, test } from 'vitest';
import { chaos } from './chaos.ts';

test('E1, E2, E3, E6: 8 endpoints of all kinds, 120 events, a hub that is killed 3 times', async () => {
  const figures = await chaos({ endpoints: 8, bookings: 60, kills: 3 });
  expect(figures.events).toBe(120);
});
