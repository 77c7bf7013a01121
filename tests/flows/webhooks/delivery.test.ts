import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { allowHosts, type Receiver, register, startReceiver } from '../../kit/receiver.ts';
import { booked } from '../../kit/rest.ts';

let hub: TestHub;
let receiver: Receiver;
beforeEach(async () => {
  hub = await startHub();
  await referencePractice(hub);
  receiver = await startReceiver();
  await allowHosts(hub, [receiver.host]);
});
afterEach(async () => {
  await hub.stop();
  await receiver.close();
});

/** A Monday that lies ahead, at 10:30 in Kolkata. */
const monday = '2027-04-19T05:00:00Z';

test('a booking that was made reaches a real HTTP server, signed as Standard Webhooks', async () => {
  const { secret } = await register(hub, `${receiver.url}/hook?a=b`);
  const id = await booked(hub, monday);
  const got = await receiver.until(2);
  const { body: events } = await hub.call('GET', '/v2/events?types=booking.*');
  const sent = got.map(({ headers, body }) => new Webhook(secret).verify(body, { ...headers }));
  expect(sent).toEqual(events.data);
  expect(sent).toMatchObject([
    { type: 'booking.created', data: { object: { id } } },
    { type: 'booking.confirmed', data: { object: { id } } },
  ]);
  expect(got.map(({ path }) => path)).toEqual(['/hook?a=b', '/hook?a=b']);
  for (const { headers, body } of got)
    expect(headers).toMatchObject({
      'webhook-id': JSON.parse(body).id,
      'x-webhook-event': JSON.parse(body).type,
      'x-webhook-attempt': '1',
      'content-type': 'application/json',
    });
});
