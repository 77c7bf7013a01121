import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, list, text } from '../../kit/rest.ts';
import { type Ask, asker } from './ask.ts';
import { countReads } from './counting.ts';

const staff = 12;
const visits = 8;
const day = '2026-04-20';

let hub: TestHub;
let ask: Ask;
beforeAll(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z'), timezone: 'UTC' });
  ask = asker(hub);
  await referencePractice(hub);
  for (let i = 0; i < staff; i++) {
    await hub.call('POST', '/v2/resources', { id: `res_${i}`, name: `Dr ${String(i).padStart(2, '0')}` });
    for (let j = 0; j < visits; j++) {
      const customer_id = `cust_${i}_${j % 5}`;
      if (j < 5) await hub.call('POST', '/v2/customers', { id: customer_id, name: `Customer ${i} ${j}` });
      await booked(hub, `${day}T${String(8 + j).padStart(2, '0')}:00:00Z`, {
        id: `bk_${i}_${j}`,
        resource_id: `res_${i}`,
        customer_id,
      });
    }
  }
  // Of the day before, so that the filter has something to leave out.
  await booked(hub, '2026-04-17T08:00:00Z', { resource_id: 'res_0' });
}, 60_000);
afterAll(() => hub.stop());

const dayQuery = `query Day($from: DateTime!, $to: DateTime!) {
  resources(first: 12, sort: nameAsc) {
    edges {
      node {
        id
        name
        bookings(first: 50, sort: startAtAsc, filter: { from: $from, to: $to }) {
          edges { node { id startAt endAt status customer { id name } service { name } } }
          pageInfo { hasNextPage }
        }
      }
    }
  }
}`;
const theDay = { from: `${day}T00:00:00Z`, to: `${day}T23:59:59Z` };

describe('the day of a practice in one query', () => {
  test('12 resources with their bookings, and who comes', async () => {
    const { status, body } = await ask(dayQuery, theDay);
    expect([status, body.errors]).toEqual([200, undefined]);
    const columns = list(body, 'data', 'resources', 'edges');
    expect(columns).toHaveLength(staff);
    for (const column of columns) {
      const i = text(column, 'node', 'id').slice('res_'.length);
      if (i === 'dr_niket') continue;
      const rows = list(column, 'node', 'bookings', 'edges').map((edge) => at(edge, 'node'));
      expect(rows).toEqual(
        Array.from({ length: visits }, (_, j) => ({
          id: `bk_${i}_${j}`,
          startAt: `${day}T${String(8 + j).padStart(2, '0')}:00:00Z`,
          endAt: `${day}T${String(8 + j).padStart(2, '0')}:30:00Z`,
          status: 'confirmed',
          customer: { id: `cust_${i}_${j % 5}`, name: `Customer ${i} ${j % 5}` },
          service: { name: 'Consultation' },
        })),
      );
    }
  });

  test('asks the store once per list and kind of neighbour, however many rows there are', async () => {
    const counting = countReads(hub);
    await ask(dayQuery, theDay);
    counting.stop();
    const { seq: _, ...asked } = counting.counts;
    expect(asked).toEqual({ walk: 1, walkEach: 1, getMany: 2 });
  });

  test('is one snapshot: nothing that is booked meanwhile is in one part of the answer and not in another', async () => {
    const reads = countReads(hub);
    const both = `{ a: bookings(last: 1) { edges { node { id } } } b: bookings(last: 1) { edges { node { id } } } }`;
    const [answer] = await Promise.all([
      ask(both),
      booked(hub, '2026-04-21T08:00:00Z', { resource_id: 'res_1' }),
    ]);
    reads.stop();
    expect(at(answer.body, 'data', 'a')).toEqual(at(answer.body, 'data', 'b'));
  });
});

describe('single documents', () => {
  test('are what REST shows, by GraphQL’s names', async () => {
    const rest = await hub.call('GET', '/v2/bookings/bk_0_0');
    const { body } = await ask(`{ booking(id: "bk_0_0") {
      id tenantId customerId serviceId resourceId status startAt endAt channel sendConfirmation sequence overbooked
      override bufferBefore bufferAfter version metadata createdAt updatedAt links notes
      price { amount currency type } allocations { role resourceId resource { name } }
    } }`);
    expect(body.errors).toBeUndefined();
    const { id, tenant_id, status, start_at, price, version, links } = rest.body;
    expect(at(body, 'data', 'booking')).toMatchObject({
      ...{ id, tenantId: tenant_id, status, startAt: start_at, price, version, links },
      notes: null,
      allocations: [{ role: 'practitioner', resourceId: 'res_0', resource: { name: 'Dr 00' } }],
    });
  });

  test('that are not there are null', async () => {
    const { body } = await ask(
      '{ booking(id: "bk_none") { id } customer(id: "bk_0_0") { id } closure(id: "") { id } }',
    );
    expect(body).toEqual({ data: { booking: null, customer: null, closure: null } });
  });

  test('are not found under another name than theirs: a closure is no time off', async () => {
    const span = { start_at: '2026-12-24T00:00:00Z', end_at: '2026-12-27T00:00:00Z' };
    await hub.call('POST', '/v2/closures', { id: 'blk_closed', ...span });
    await hub.call('POST', '/v2/resources/res_0/time-off', { id: 'blk_off', ...span });
    const { body } = await ask(`{
      a: closure(id: "blk_closed") { id } b: closure(id: "blk_off") { id }
      c: timeOff(id: "blk_closed") { id } d: timeOff(id: "blk_off") { id resource { id } }
      resource(id: "res_0") { timeOff { edges { node { id kind } } } }
      closures { edges { node { id kind } } }
    }`);
    expect(body).toEqual({
      data: {
        a: { id: 'blk_closed' },
        b: null,
        c: null,
        d: { id: 'blk_off', resource: { id: 'res_0' } },
        resource: { timeOff: { edges: [{ node: { id: 'blk_off', kind: 'time_off' } }] } },
        closures: { edges: [{ node: { id: 'blk_closed', kind: 'closure' } }] },
      },
    });
  });

  test('the practice itself', async () => {
    const { body } = await ask('{ tenant { id name timezone currency } }');
    expect(body).toEqual({
      data: { tenant: { id: 'tnt_clinic', name: 'Dune Clinic', timezone: 'UTC', currency: 'INR' } },
    });
  });

  test('a merged customer answers under the old id, too', async () => {
    for (const id of ['cust_old', 'cust_kept'])
      await hub.call('POST', '/v2/customers', { id, name: 'Same Person' });
    const merged = await ask(
      'mutation { customerMerge(input: { id: "cust_old", into: "cust_kept" }) { refusal { code } } }',
    );
    expect(merged.body).toEqual({ data: { customerMerge: { refusal: null } } });
    const { body } = await ask('{ customer(id: "cust_old") { id } }');
    expect(body).toEqual({ data: { customer: { id: 'cust_kept' } } });
  });
});

describe('computed answers', () => {
  test('free starts are REST’s', async () => {
    const { body } = await ask(
      `query($service: ID!) { availabilitySlots(serviceId: $service, from: "${day}", to: "2026-04-21", resourceId: ["res_0"]) {
        seq data { startAt endAt resourceId resource { name } options { resourceId endAt price { amount } } }
      } }`,
      { service: 'svc_consult_30' },
    );
    const query = `service_id=svc_consult_30&from=${day}&to=2026-04-21&resource_id=res_0`;
    const rest = await hub.call('GET', `/v2/availability/slots?${query}`);
    expect(body.errors).toBeUndefined();
    expect(list(body, 'data', 'availabilitySlots', 'data').map((slot) => at(slot, 'startAt'))).toEqual(
      list(rest.body, 'data').map((slot) => at(slot, 'start_at')),
    );
    expect(at(body, 'data', 'availabilitySlots', 'data', 0)).toMatchObject({
      resource: { name: 'Dr 00' },
      options: [{ resourceId: 'res_0', price: { amount: 500 } }],
    });
  });

  test('what REST refuses is an error with REST’s code', async () => {
    const { status, body } = await ask(
      '{ availabilitySlots(serviceId: "svc_none", from: "2026-04-20", to: "2026-04-21") { seq } }',
    );
    expect([status, body.data]).toEqual([200, { availabilitySlots: null }]);
    expect(list(body, 'errors')).toMatchObject([
      {
        path: ['availabilitySlots'],
        extensions: {
          code: 'invalid_service',
          doc_url: expect.stringMatching(/^http.*\/errors\/invalid_service$/),
        },
      },
    ]);
  });
});

describe('what is wrong with a list’s arguments is an error of that list alone', () => {
  const wrong: [args: string, code: string, path?: string][] = [
    ['first: 0', 'validation_failed', 'first'],
    ['first: 101', 'validation_failed', 'first'],
    ['first: -5', 'validation_failed', 'first'],
    ['after: "nonsense"', 'invalid_cursor'],
    ['first: 2, last: 2', 'validation_failed', 'last'],
    ['first: 2, before: "x"', 'validation_failed', 'before'],
    ['filter: { from: "yesterday" }', 'validation_failed', 'from'],
    ['filter: { customerId: "res_0" }', 'validation_failed', 'customerId'],
    ['filter: { externalId: "\\u0000" }', 'validation_failed', 'externalId'],
  ];
  test.each(wrong)('%s', async (args, code, path) => {
    const { status, body } = await ask(`{ bookings(${args}) { edges { node { id } } } tenant { id } }`);
    expect([status, body.data]).toEqual([200, { bookings: null, tenant: { id: 'tnt_clinic' } }]);
    const [error] = list(body, 'errors');
    expect(at(error, 'extensions', 'code')).toBe(code);
    if (path) expect(at(error, 'extensions', 'details', 'issues', 0, 'path')).toBe(path);
  });

  test('what is wrong with the text or its variables, before anything is begun', async () => {
    const texts: [string, Record<string, unknown>?][] = [
      ['{ bookings(first: "two") { edges { cursor } } }'],
      ['{ bookings { nothing } }'],
      ['{ bookings'],
      ['query($id: ID!) { booking(id: $id) { id } }', {}],
      ['{ bookings(filter: { status: [asleep] }) { edges { cursor } } }'],
    ];
    for (const [query, variables] of texts) {
      const { status, body } = await ask(query, variables);
      expect([query, status, 'data' in body]).toEqual([query, 200, false]);
      expect(at(body, 'errors', 0, 'extensions', 'code')).toBe('validation_failed');
    }
  });
});
