import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { linesOf, logOf, saidIn } from '../../kit/log.ts';
import { callAs, signedIn } from '../../kit/people.ts';
import { referencePractice } from '../../kit/practice.ts';
import { book, text } from '../../kit/rest.ts';
import { pairDesk } from '../../kit/wire-desk.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.stop());

test('P2, P4: the log of a busy day has each request by its id, and no name, number, note or secret', async () => {
  await referencePractice(hub);
  const ids: string[] = [];
  const made = await hub.call('POST', '/v2/customers', {
    id: 'cust_zebra',
    name: 'Zebra Quagga',
    email: 'zebra@quagga.example',
    phone: '098765 43211',
    notes: 'Fond of stripes',
  });
  const desk = await pairDesk(hub, 'Quagga desk');
  const owner = await signedIn(hub, 'owner');
  const booked = await book(hub, '2027-05-04T05:00:00Z', {
    customer_id: 'cust_zebra',
    notes: 'Stripes again',
  });
  ids.push(text({ id: made.headers.get('x-request-id') }, 'id'));
  for (const bearer of [
    hub.keys.live,
    hub.keys.public,
    desk.token,
    owner.token,
    undefined,
    'sk_live_wrongwrongwrong',
  ]) {
    for (const path of [
      '/v2/customers?q=Quagga',
      '/v2/customers/cust_zebra',
      `/v2/bookings/${booked.body.id}`,
      '/v2/zebra',
      `${new URL(hub.feedUrl).pathname}`,
      '/v2/customers?zebra=quagga',
    ])
      ids.push(String((await callAs(hub, bearer, 'GET', path)).headers.get('x-request-id')));
    const wrong = { name: 'Zebra Quagga', email: 'zebra@@quagga', nothing: 'Stripes' };
    for (const body of [wrong, '{"name": "Zebra Quagga', { name: 'Zebra Quagga' }])
      ids.push(
        String((await callAs(hub, bearer, 'POST', '/v2/customers', body)).headers.get('x-request-id')),
      );
  }
  await desk.push([{ n: 1, command: 'customers.create', args: { id: 'cust_quagga', name: 'Quagga' } }]);
  // Failures of the hub’s own whose texts quote what they stumbled over.
  const texts = [
    `Unexpected token 'Z', "Zebra Quagga" is not valid JSON`,
    `no such customer: zebra@quagga.example, +91 98765 43211, ${hub.keys.live}`,
  ];
  for (const message of texts) {
    const failing = vi.spyOn(hub.hub.stores.live, 'write').mockRejectedValue(new SyntaxError(message));
    const answer = await hub.call('POST', '/v2/customers', { name: 'Zebra Quagga' });
    failing.mockRestore();
    expect(answer.status).toBe(500);
    ids.push(String(answer.headers.get('x-request-id')));
  }

  const log = await logOf(hub);
  const lines = linesOf(log);
  const answered = lines.filter((line) => line.msg === 'answered').map((line) => line.request_id);
  for (const id of ids) expect(answered.filter((one) => one === id)).toEqual([id]);
  const words = [
    'zebra',
    'quagga',
    'stripes',
    '98765',
    '43211',
    'priya',
    'Some owner',
    owner.pin,
    owner.token,
  ];
  const secrets = [desk.token, ...Object.values(hub.keys), hub.feedUrl.slice(-20), 'wrongwrong'];
  expect(saidIn(log, [...words, ...secrets])).toEqual([]);
  // It can be seen what went wrong, where, and in which request.
  const failed = lines.filter((line) => line.msg === 'request failed');
  expect(failed.map((line) => line.request_id)).toEqual(ids.slice(-2));
  expect(failed[0]).toMatchObject({
    level: 'error',
    route: 'customers_create',
    err: { type: 'SyntaxError' },
  });
  expect(JSON.stringify(failed[0])).toContain('log.test.ts');
});

test('a line says who by kind and by an id that the hub made, which route, which status, how long', async () => {
  const desk = await pairDesk(hub);
  const { headers } = await desk.call('GET', '/v2/customers?q=x');
  const line = linesOf(await logOf(hub)).find(({ request_id }) => request_id === headers.get('x-request-id'));
  expect(line).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    request_id: headers.get('x-request-id'),
    route: 'list_customers',
    method: 'GET',
    status: 200,
    ms: expect.any(Number),
    caller: 'device',
    by: desk.id,
    msg: 'answered',
  });
});

test('an id that a caller brought may be a name, and is not told', async () => {
  await hub.call('POST', '/v2/staff', { id: 'stf_quagga', name: 'Q', role: 'front_desk', pin: '839152' });
  const session = await hub.call('POST', '/v2/sessions', { staff_id: 'stf_quagga', pin: '839152' });
  await callAs(hub, text(session.body, 'token'), 'GET', '/v2/customers');
  const log = await logOf(hub);
  expect(saidIn(log, ['stf_quagga'])).toEqual([]);
  expect(linesOf(log).at(-2)).toMatchObject({ caller: 'staff', route: 'list_customers' });
});
