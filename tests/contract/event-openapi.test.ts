import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isEmitted } from '../../shared/event-payloads.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { referencePractice } from '../kit/practice.ts';
import { at, booked, list, text } from '../kit/rest.ts';

let hub: TestHub;
let document: Record<string, unknown>;
beforeAll(async () => {
  hub = await startHub();
  await referencePractice(hub);
  document = (await hub.call('GET', '/v2/openapi.json')).body;
  addFormats.default(ajv);
  ajv.addFormat('email', true);
  ajv.addSchema({ ...document, $id: 'openapi' });
});
afterAll(() => hub.stop());

/** One for all types: what they have in common is compiled once. */
const ajv = new Ajv2020({ strict: false, allErrors: true });

/** A check of what an endpoint is sent of a type, by the document alone. */
function documented(type: string): (value: unknown) => string[] {
  const check = ajv.compile({
    $ref: `openapi#/webhooks/${type}/post/requestBody/content/application~1json/schema`,
  });
  return (value) =>
    check(value) ? [] : (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

test('openapi.json tells what endpoints are sent: every available type and no other', () => {
  const types = Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);
  expect(Object.keys(Object(document.webhooks))).toEqual(types.filter(isEmitted));
});

test('the examples are of their schemas, and so is what happens', async () => {
  for (const [type, one] of Object.entries(Object(document.webhooks))) {
    const example = at(one, 'post', 'requestBody', 'content', 'application/json', 'example');
    expect([type, documented(type)(example)]).toEqual([type, []]);
    expect([type, documented(type)({ ...Object(example), data: {} }).length > 0]).toEqual([type, true]);
  }
  await booked(hub, '2027-04-19T05:00:00Z');
  const events = list((await hub.call('GET', '/v2/events')).body, 'data');
  expect(events.length).toBeGreaterThan(4);
  for (const event of events)
    expect([at(event, 'type'), documented(text(event, 'type'))(event)]).toEqual([at(event, 'type'), []]);
});

test('the document of version 3.0, which has no such part, leaves it out', async () => {
  expect(Object.keys((await hub.call('GET', '/v2/openapi-3.0.json')).body)).not.toContain('webhooks');
});
