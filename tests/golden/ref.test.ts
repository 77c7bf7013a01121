import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../kit/clock.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { referencePractice } from '../kit/practice.ts';
import { at, booked, list, text } from '../kit/rest.ts';
import { refExample } from './documents.ts';

const request = refExample('Common request format');
const created = refExample('Common response format');
const refused = refExample('Error format');

/** REF's request as it stands, with a key that exists instead of `sk_live_...`. */
function sendRequest(hub: TestHub, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = request.first.split(' ');
  const { Authorization: _, ...documented } = request.headers;
  const all = Object.entries({ ...documented, ...headers });
  // Names of headers know no case, names of a record do.
  return hub.call(method, path, request.body, Object.fromEntries(all.map(([k, v]) => [k.toLowerCase(), v])));
}

/** The example with the id of what was really made in place of the example's, links included. */
function withId(value: unknown, exampleId: string, id: string): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(exampleId, id));
}

describe('REF: creating a booking', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub({ clock: testClock('2026-04-15T09:42:11Z') });
    await referencePractice(hub);
  });
  afterAll(() => hub.stop());

  test('the documented request, verbatim, gives the documented answer, field by field', async () => {
    const answer = await sendRequest(hub);
    expect(`HTTP/2 ${answer.status} Created`).toBe(created.first);
    const wanted = withId(created.body, 'bk_01HXYZ234', text(answer.body, 'id'));
    for (const [field, value] of Object.entries(wanted as object))
      expect({ [field]: answer.body[field] }).toEqual({ [field]: value });
    expect(text(answer.body, 'id')).toMatch(/^bk_[0-9A-HJKMNP-TV-Z]{26}$/);
    for (const [field, value] of Object.entries(request.body))
      expect({ [field]: answer.body[field] }).toEqual({ [field]: value });
  });

  test('the documented headers are there', async () => {
    const answer = await sendRequest(hub, { 'X-Idempotency-Key': 'idem_headers' });
    const names = Object.keys(created.headers);
    expect(names).toEqual(['Content-Type', 'X-Request-Id', 'X-Rate-Limit-Remaining']);
    expect(answer.headers.get('Content-Type')).toBe(created.headers['Content-Type']);
    expect(answer.headers.get('X-Request-Id')).toMatch(/^req_[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(answer.headers.get('X-Rate-Limit-Remaining')).toMatch(/^\d+$/);
  });

  test('links lead to the booking, its customer and its calendar file', async () => {
    const { body } = await sendRequest(hub);
    for (const link of ['self', 'customer', 'ics']) {
      const found = await hub.call('GET', text(body, 'links', link));
      expect([link, found.status]).toEqual([link, 200]);
    }
  });
});

describe('REF: a refused booking', () => {
  let hub: TestHub;
  let existing: string;
  beforeAll(async () => {
    hub = await startHub({ clock: testClock('2026-04-15T09:42:11Z') });
    await referencePractice(hub);
    existing = await booked(hub, text(request.body, 'start_at'));
    // 11:00 in Kolkata is 05:30Z: the booked time now lies outside the hours as well.
    const monday = [{ start: '11:00', end: '18:00' }];
    await hub.call('PATCH', '/v2/resources/res_dr_niket', { working_hours: { weekly: { monday } } });
  });
  afterAll(() => hub.stop());

  test('the envelope, the conflicts in their order, and the suggestions are REF’s', async () => {
    const answer = await sendRequest(hub);
    expect(`HTTP/2 ${answer.status} Unprocessable Entity`).toBe(refused.first);
    expect(Object.keys(at(answer.body, 'error') as object).sort()).toEqual(
      Object.keys(at(refused.body, 'error') as object).sort(),
    );
    expect(at(answer.body, 'error', 'code')).toBe(at(refused.body, 'error', 'code'));
    expect(at(answer.body, 'error', 'message')).toBe(at(refused.body, 'error', 'message'));
    expect(at(answer.body, 'error', 'request_id')).toBe(answer.headers.get('X-Request-Id'));
    const conflicts = withId(list(refused.body, 'error', 'details', 'conflicts'), 'bk_01HXYW999', existing);
    expect(at(answer.body, 'error', 'details', 'conflicts')).toEqual(conflicts);
    const suggestions = list(answer.body, 'error', 'details', 'suggestions');
    const documented = list(refused.body, 'error', 'details', 'suggestions');
    expect(suggestions.slice(0, documented.length)).toMatchObject(documented);
    expect(suggestions.length).toBeLessThanOrEqual(5);
  });

  test('A10: every suggestion can be booked', async () => {
    const answer = await sendRequest(hub, { 'X-Idempotency-Key': 'idem_again' });
    for (const suggestion of list(answer.body, 'error', 'details', 'suggestions'))
      await booked(hub, text(suggestion, 'start_at'), { resource_id: text(suggestion, 'resource_id') });
  });

  test('doc_url leads to a page about the code', async () => {
    const answer = await sendRequest(hub, { 'X-Idempotency-Key': 'idem_page' });
    const page = await fetch(text(answer.body, 'error', 'doc_url'));
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('<code>resource_unavailable'),
    ]);
  });
});

describe('REF: pagination', () => {
  const documented = refExample('Pagination');
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub();
    for (let i = 0; i < 60; i++) await hub.call('POST', '/v2/customers', { name: `Customer ${i}` });
  });
  afterAll(() => hub.stop());

  test('a page has exactly the documented fields', async () => {
    expect(documented.first).toBe('GET /v2/bookings?cursor=eyJpZCI6ImJrXzAxIn0&limit=50');
    const answer = await hub.call('GET', '/v2/customers?limit=50');
    expect(Object.keys(answer.body)).toEqual(Object.keys(documented.body));
    expect(answer.body).toMatchObject({ has_more: true, prev_cursor: null });
    expect(list(answer.body, 'data')).toHaveLength(50);
    const rest = await hub.call('GET', `/v2/customers?limit=50&cursor=${text(answer.body, 'next_cursor')}`);
    expect(rest.body).toMatchObject({ has_more: false, next_cursor: null });
    expect(list(rest.body, 'data')).toHaveLength(10);
    const back = await hub.call('GET', `/v2/customers?limit=50&cursor=${text(rest.body, 'prev_cursor')}`);
    expect(at(back.body, 'data')).toEqual(at(answer.body, 'data'));
    expect(back.body).toMatchObject({ has_more: true, prev_cursor: null });
  });

  test('25 rows unless asked otherwise, 100 at most', async () => {
    expect(list((await hub.call('GET', '/v2/customers')).body, 'data')).toHaveLength(25);
    expect(list((await hub.call('GET', '/v2/customers?limit=100')).body, 'data')).toHaveLength(60);
  });

  test.each(['0', '101', '-1', 'ten', '2.5', '', '1e1', '%2B5', '0x10', ' 5'])(
    'limit=%s is 422 validation_failed',
    async (limit) => {
      const answer = await hub.call('GET', `/v2/customers?limit=${limit}`);
      expect([answer.status, at(answer.body, 'error', 'code')]).toEqual([422, 'validation_failed']);
      expect(at(answer.body, 'error', 'details', 'issues', 0, 'path')).toBe('limit');
    },
  );

  test('a cursor that was tampered with, is REF’s example, or belongs to another list is 422 invalid_cursor', async () => {
    const cursor = text((await hub.call('GET', '/v2/customers?limit=5')).body, 'next_cursor');
    const tampered = [
      'eyJpZCI6ImJrXzAxIn0',
      '',
      '.',
      cursor.slice(1),
      cursor.slice(0, -1),
      `${cursor}x`,
      `${cursor}.x`,
      cursor.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')),
    ];
    for (const wrong of tampered) {
      const answer = await hub.call('GET', `/v2/customers?cursor=${wrong}`);
      expect([wrong, at(answer.body, 'error', 'code')]).toEqual([wrong, 'invalid_cursor']);
    }
    for (const path of ['/v2/customers?sort=name', '/v2/services?sort=-created_at', '/v2/events?limit=5']) {
      const answer = await hub.call('GET', `${path}&cursor=${cursor}`);
      expect([path, at(answer.body, 'error', 'code')]).toEqual([path, 'invalid_cursor']);
    }
  });
});
