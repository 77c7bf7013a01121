import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub, type TestHub } from '../kit/hub.ts';
import { overviewExample } from './documents.ts';

const service = overviewExample('Example Service');

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.stop());

test('OVERVIEW’s service goes in as it stands and comes out with every field equal', async () => {
  const created = await hub.call('POST', '/v2/services', service);
  expect(created.status).toBe(201);
  const read = await hub.call('GET', `/v2/services/${service.id}`);
  for (const answer of [created, read])
    for (const [field, value] of Object.entries(service))
      expect({ [field]: answer.body[field] }).toEqual({ [field]: value });
  expect(read.body.id).toBe('srv_consultation');
  const listed = await hub.call('GET', '/v2/services');
  expect(listed.body.data).toEqual([read.body]);
});
