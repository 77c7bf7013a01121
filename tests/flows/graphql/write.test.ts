import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, rowsOf, text, watchWrites } from '../../kit/rest.ts';
import { type Ask, asker } from './ask.ts';

let hub: TestHub;
let ask: Ask;
beforeAll(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  ask = asker(hub);
  await referencePractice(hub);
});
afterAll(() => hub.stop());

const create = `mutation($input: BookingCreateInput!) {
  bookingCreate(input: $input) {
    booking { id status startAt version customer { name } resource { name } }
    refusal { code message details }
  }
}`;

/** REF's booking at another time, by GraphQL’s names. */
function visit(startAt: string, more: Record<string, unknown> = {}): { input: Record<string, unknown> } {
  const who = { customerId: 'cust_priya_01', serviceId: 'svc_consult_30', resourceId: 'res_dr_niket' };
  return { input: { ...who, startAt, channel: 'video_zoom', ...more } };
}

function bookings(): number {
  return rowsOf(hub, 'SELECT id FROM bookings').length;
}

describe('a mutation is a command', () => {
  test('that is carried out: the document, its neighbours, and no refusal; REST shows the same', async () => {
    const { status, body } = await ask(create, visit('2026-04-20T05:00:00Z', { id: 'bk_first' }));
    expect([status, body]).toEqual([
      200,
      {
        data: {
          bookingCreate: {
            booking: {
              id: 'bk_first',
              status: 'confirmed',
              startAt: '2026-04-20T05:00:00Z',
              version: 1,
              customer: { name: 'Priya Sharma' },
              resource: { name: 'Dr Niket' },
            },
            refusal: null,
          },
        },
      },
    ]);
    const rest = await hub.call('GET', '/v2/bookings/bk_first');
    expect(rest.body).toMatchObject({ channel: 'video_zoom', customer_id: 'cust_priya_01', version: 1 });
    const events = await hub.call('GET', '/v2/events?limit=100');
    expect(list(events.body, 'data').map((event) => at(event, 'type'))).toContain('booking.created');
  });

  test('B1, B2: that is refused says why, with REST’s details, and changes nothing', async () => {
    const watch = watchWrites(hub);
    const before = watch.commits();
    const { status, body } = await ask(create, visit('2026-04-20T05:00:00Z'));
    const rest = await hub.call('POST', '/v2/bookings', {
      ...{ customer_id: 'cust_priya_01', service_id: 'svc_consult_30', resource_id: 'res_dr_niket' },
      start_at: '2026-04-20T05:00:00Z',
    });
    expect(watch.commits()).toBe(before);
    watch.close();
    expect([status, body.errors, at(body, 'data', 'bookingCreate', 'booking')]).toEqual([
      200,
      undefined,
      null,
    ]);
    expect(errorOf(rest)).toBe('resource_unavailable');
    const { code, message, details } = Object(rest.body.error);
    expect(at(body, 'data', 'bookingCreate', 'refusal')).toEqual({ code, message, details });
    expect(list(details, 'suggestions').length).toBeGreaterThan(1);
  });

  test('whose arguments are wrong names them as they were sent', async () => {
    const { body } = await ask(create, visit('2026-04-20T09:00:00', { notes: 'x'.repeat(6000) }));
    const refusal = at(body, 'data', 'bookingCreate', 'refusal');
    expect(refusal).toMatchObject({
      code: 'validation_failed',
      message: expect.stringMatching(/^notes: |^startAt: /),
    });
    expect(
      list(refusal, 'details', 'issues')
        .map((issue) => at(issue, 'path'))
        .sort(),
    ).toEqual(['notes', 'startAt']);
  });

  test('whose text hides what cannot be kept behind an escape is refused, too', async () => {
    const { body } = await ask(
      'mutation { customerCreate(input: { name: "a\\u0000b", metadata: { __proto__: "x" } }) { refusal { code } } }',
    );
    expect(at(body, 'data', 'customerCreate', 'refusal', 'code')).toBe('validation_failed');
  });

  test('about something that is not there: not_found', async () => {
    const { body } = await ask(
      'mutation { bookingCancel(input: { id: "bk_none" }) { booking { id } refusal { code } } }',
    );
    expect(body).toEqual({ data: { bookingCancel: { booking: null, refusal: { code: 'not_found' } } } });
  });

  test('that leaves nothing behind: neither document nor refusal', async () => {
    await hub.call('POST', '/v2/closures', {
      ...{ id: 'blk_gone', start_at: '2026-12-24T00:00:00Z', end_at: '2026-12-25T00:00:00Z' },
    });
    const { body } = await ask(
      'mutation { blockDelete(input: { id: "blk_gone" }) { block { id } refusal { code } } }',
    );
    expect(body).toEqual({ data: { blockDelete: { block: null, refusal: null } } });
    expect(errorOf(await hub.call('GET', '/v2/closures/blk_gone'))).toBe('not_found');
  });

  test('a null for what may be left out is left out; one for what may be removed removes it', async () => {
    const made = await ask(
      `mutation($input: CustomerCreateInput!) { customerCreate(input: $input) { customer { id notes } refusal { message } } }`,
      { input: { id: 'cust_nulls', name: 'Nulls', email: null, notes: 'Some', metadata: null } },
    );
    expect(made.body).toEqual({
      data: { customerCreate: { customer: { id: 'cust_nulls', notes: 'Some' }, refusal: null } },
    });
    const changed = await ask(
      'mutation { customerUpdate(input: { id: "cust_nulls", notes: null }) { customer { notes version } refusal { message } } }',
    );
    expect(changed.body).toEqual({
      data: { customerUpdate: { customer: { notes: null, version: 2 }, refusal: null } },
    });
  });

  test('nested input, money and enumerations are those of REST', async () => {
    const { body } = await ask(
      `mutation($input: ServiceCreateInput!) { serviceCreate(input: $input) {
        service { price { amount currency type } needs { role kind count } availability { days hours { start end } } }
        refusal { message details }
      } }`,
      {
        input: {
          name: 'Peel',
          duration: 45,
          price: { amount: 99.5, currency: 'INR', type: 'flat' },
          needs: [{ role: 'doctor', kind: 'practitioner' }],
          availability: {
            days: ['monday'],
            hours: { start: '09:00', end: '17:00' },
            timezone: 'Asia/Kolkata',
          },
        },
      },
    );
    expect(body).toEqual({
      data: {
        serviceCreate: {
          service: {
            price: { amount: 99.5, currency: 'INR', type: 'flat' },
            needs: [{ role: 'doctor', kind: 'practitioner', count: 1 }],
            availability: { days: ['monday'], hours: { start: '09:00', end: '17:00' } },
          },
          refusal: null,
        },
      },
    });
  });

  test('P2: a secret that is made is shown in this answer, once', async () => {
    const { body } = await ask(
      'mutation { apiKeyCreate(input: { name: "Site" }) { apiKey { id last4 } secret refusal { code } } }',
    );
    const secret = text(body, 'data', 'apiKeyCreate', 'secret');
    expect(secret.endsWith(text(body, 'data', 'apiKeyCreate', 'apiKey', 'last4'))).toBe(true);
    const own = await hub.call('GET', '/v2/tenant', undefined, { authorization: `Bearer ${secret}` });
    expect(own.status).toBe(200);
    const again = await ask('{ apiKeys { edges { node { id name } } } }');
    expect(JSON.stringify(again.body)).not.toContain(secret);
  });
});

describe('ifVersion is If-Match', () => {
  const update = `mutation($version: Int) {
    bookingUpdate(input: { id: "bk_versions", notes: "Seen" }, ifVersion: $version) { booking { version } refusal { code details } }
  }`;

  test('the version that is there goes through, another is refused with what it is', async () => {
    await booked(hub, '2026-04-20T06:00:00Z', { id: 'bk_versions' });
    const first = await ask(update, { version: 1 });
    expect(first.body).toEqual({ data: { bookingUpdate: { booking: { version: 2 }, refusal: null } } });
    const stale = await ask(update, { version: 1 });
    expect(stale.body).toEqual({
      data: {
        bookingUpdate: { booking: null, refusal: { code: 'version_conflict', details: { version: 2 } } },
      },
    });
  });
});

describe('the idempotency key of REST counts for mutations', () => {
  test('the same request again has the same answer and no second effect', async () => {
    const headers = { 'x-idempotency-key': 'graphql-1' };
    const first = await ask(create, visit('2026-04-20T07:00:00Z'), headers);
    const count = bookings();
    const again = await ask(create, visit('2026-04-20T07:00:00Z'), headers);
    expect(at(first.body, 'data', 'bookingCreate', 'refusal')).toBeNull();
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(bookings()).toBe(count);
  });

  test('a refusal is remembered, too', async () => {
    const headers = { 'x-idempotency-key': 'graphql-2' };
    const first = await ask(create, visit('2026-04-20T07:00:00Z'), headers);
    expect(at(first.body, 'data', 'bookingCreate', 'refusal', 'code')).toBe('resource_unavailable');
    const again = await ask(create, visit('2026-04-20T07:00:00Z'), headers);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  test('another request with the key is refused, whichever of REST and GraphQL came first', async () => {
    const headers = { 'x-idempotency-key': 'graphql-3' };
    await ask(create, visit('2026-04-20T08:00:00Z'), headers);
    const other = await ask(create, visit('2026-04-20T08:30:00Z'), headers);
    expect(at(other.body, 'data', 'bookingCreate', 'refusal', 'code')).toBe('idempotency_key_reused');
    const rest = await hub.call('POST', '/v2/customers', { name: 'Other' }, headers);
    expect(errorOf(rest)).toBe('idempotency_key_reused');
    await hub.call('POST', '/v2/customers', { name: 'First' }, { 'x-idempotency-key': 'graphql-4' });
    const after = await ask(create, visit('2026-04-20T08:30:00Z'), { 'x-idempotency-key': 'graphql-4' });
    expect(at(after.body, 'data', 'bookingCreate', 'refusal', 'code')).toBe('idempotency_key_reused');
  });

  test('several commands of one request are carried out in order, each once', async () => {
    const query = `mutation {
      a: customerCreate(input: { id: "cust_both", name: "Both" }) { customer { id } refusal { code } }
      b: bookingCreate(input: { customerId: "cust_both", serviceId: "svc_consult_30", startAt: "2026-04-20T09:00:00Z" }) {
        booking { id customer { name } } refusal { code }
      }
      c: customerUpdate(input: { id: "cust_both", name: "Both Again" }) { customer { name } refusal { code } }
    }`;
    const headers = { 'x-idempotency-key': 'graphql-5' };
    const first = await ask(query, {}, headers);
    expect(first.body).toMatchObject({
      data: {
        a: { customer: { id: 'cust_both' }, refusal: null },
        b: { booking: { customer: { name: 'Both' } }, refusal: null },
        c: { customer: { name: 'Both Again' }, refusal: null },
      },
    });
    const count = bookings();
    const again = await ask(query, {}, headers);
    expect(at(again.body, 'data', 'b', 'booking', 'id')).toBe(at(first.body, 'data', 'b', 'booking', 'id'));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(bookings()).toBe(count);
    const { body } = await hub.call('GET', '/v2/customers/cust_both');
    expect(body.version).toBe(2);
  });

  test('the same request twice at the same time has one effect', async () => {
    const headers = { 'x-idempotency-key': 'graphql-6' };
    const count = bookings();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask(create, visit('2026-04-20T10:00:00Z'), headers)),
    );
    expect(bookings()).toBe(count + 1);
    for (const { body } of answers) {
      const code = at(body, 'data', 'bookingCreate', 'refusal', 'code');
      expect([undefined, 'idempotency_in_progress']).toContain(code);
    }
  });
});

describe('over GET nothing is changed', () => {
  test('a query is answered, a mutation is 405', async () => {
    const query = encodeURIComponent('query($id: ID!) { customer(id: $id) { name } }');
    const variables = encodeURIComponent('{"id":"cust_priya_01"}');
    const read = await hub.call('GET', `/v2/graphql?query=${query}&variables=${variables}`);
    expect([read.status, read.body]).toEqual([200, { data: { customer: { name: 'Priya Sharma' } } }]);
    const mutation = encodeURIComponent(
      'mutation { customerCreate(input: { name: "No" }) { refusal { code } } }',
    );
    const written = await hub.call('GET', `/v2/graphql?query=${mutation}`);
    expect([errorOf(written), written.headers.get('allow')]).toEqual(['method_not_allowed', 'POST']);
  });
});
