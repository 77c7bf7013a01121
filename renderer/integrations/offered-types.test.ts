import { expect, test } from 'vitest';
import { offeredTypes } from './offered-types.ts';

test('only news that something tells are offered, and those chosen before', () => {
  const offered = offeredTypes([]);
  for (const type of ['booking.created', 'customer.merged', 'webhook.endpoint_disabled'])
    expect(offered).toContain(type);
  expect(offered.filter((type) => /^(payment|calendar|breach|audit|data_request)\./.test(type))).toEqual([]);
  expect(offeredTypes(['payment.failed'])).toContain('payment.failed');
  expect(offeredTypes(['calendar.*'])).toContain('calendar.sync_failed');
  expect(offeredTypes(['*'])).toEqual(offered);
});
