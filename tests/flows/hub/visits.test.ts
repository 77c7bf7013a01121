import { afterEach, beforeEach, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, countBy, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

/** Monday, half past ten in Kolkata. */
const ten = '2026-04-20T05:00:00Z';
const monday = { from: '2026-04-20', to: '2026-04-21' };
const day = [{ start: '09:00', end: '18:00' }];
const working_hours = { weekly: { monday: day, tuesday: day } };

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  await referencePractice(hub);
  // Ana colours, whoever is free cuts, and drying needs one of the two chairs.
  for (const [id, skills] of [
    ['res_ana', ['colour', 'cut']],
    ['res_ben', ['cut']],
  ] as const)
    await post('/resources', { id, name: id, timezone: 'Asia/Kolkata', working_hours, skills });
  for (const id of ['res_chair_1', 'res_chair_2'])
    await post('/resources', { id, name: id, kind: 'equipment' });
  const person = (skill: string) => ({ role: 'stylist', kind: 'practitioner', skills: [skill] });
  const chair = { role: 'chair', kind: 'equipment' };
  await post('/services', {
    id: 'svc_colour',
    name: 'Colour',
    duration: 50,
    needs: [person('colour'), chair],
  });
  await post('/services', { id: 'svc_cut', name: 'Cut', duration: 30, needs: [person('cut'), chair] });
  await post('/services', {
    id: 'svc_peel',
    name: 'Peel',
    duration: 30,
    buffer_after: 10,
    needs: [person('cut')],
  });
});
afterEach(() => hub.stop());

function post(path: string, body: object = {}): Promise<Answer> {
  return hub.call('POST', `/v2${path}`, body);
}

const colourAndCut = [{ service_id: 'svc_colour' }, { service_id: 'svc_cut', gap_before: 10 }];

function bookVisit(more: object = {}): Promise<Answer> {
  return post('/visits', { customer_id: 'cust_priya_01', start_at: ten, items: colourAndCut, ...more });
}

function parts(answer: Answer): unknown[] {
  return list(answer.body, 'bookings').map((one) => [
    text(one, 'start_at').slice(11, 16),
    text(one, 'end_at').slice(11, 16),
    text(one, 'resource_id'),
    text(one, 'status'),
  ]);
}

test('several services in one stay are booked as one, each with its own person and room, as far apart as stated', async () => {
  const made = await bookVisit({ id: 'vis_one', notes: 'Allergic' });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    id: 'vis_one',
    customer_id: 'cust_priya_01',
    status: 'confirmed',
    start_at: ten,
    end_at: '2026-04-20T06:30:00Z',
  });
  // The second begins where the first ends and the gap is over, whatever steps its starts have.
  expect(parts(made)).toEqual([
    ['05:00', '05:50', 'res_ana', 'confirmed'],
    ['06:00', '06:30', 'res_ana', 'confirmed'],
  ]);
  expect((await hub.call('GET', '/v2/visits/vis_one')).body).toEqual(made.body);
  const byVisit = await hub.call('GET', '/v2/bookings?visit_id=vis_one&sort=start_at');
  expect(byVisit.body.data).toMatchObject([
    { id: 'bk_one_1', notes: 'Allergic' },
    { id: 'bk_one_2', visit_part: 2 },
  ]);
  expect(rowsOf(hub, "SELECT type FROM events WHERE type LIKE 'booking.%' ORDER BY seq")).toEqual([
    { type: 'booking.created' },
    { type: 'booking.confirmed' },
    { type: 'booking.created' },
    { type: 'booking.confirmed' },
  ]);
  expect(errorOf(await bookVisit({ id: 'vis_one', start_at: '2026-04-21T05:00:00Z' }))).toBe('id_taken');
});

test('B1, B2: all or none: where one part cannot be nothing is booked, and suggestions are of the whole stay', async () => {
  for (const resource_id of ['res_ana', 'res_ben'])
    await book(hub, '2026-04-20T06:15:00Z', { service_id: 'svc_cut', resource_id });
  const refused = await bookVisit();
  expect(errorOf(refused)).toBe('resource_unavailable');
  expect(at(refused.body, 'error', 'details', 'item')).toBe(1);
  expect(rowsOf(hub, 'SELECT id FROM bookings WHERE visit_id IS NOT NULL')).toEqual([]);
  const suggestions = list(refused.body, 'error', 'details', 'suggestions');
  expect(suggestions.length).toBeGreaterThanOrEqual(2);
  for (const one of suggestions.slice(0, 2)) {
    const taken = await bookVisit({ start_at: text(one, 'start_at') });
    if (taken.status === 201) await post(`/visits/${text(taken.body, 'id')}/cancel`);
    expect(taken.status).toBe(201);
  }
  const many = await Promise.all(
    Array.from({ length: 8 }, () => bookVisit({ start_at: '2026-04-21T05:00:00Z' })),
  );
  // Only Ana colours.
  expect(countBy(many, ({ status }) => status)).toEqual({ 201: 1, 422: 7 });
});

test('A2, A4: people are chosen so that the whole stay can be, buffers between its own parts included', async () => {
  // The peel keeps ten minutes after it: whoever did it does not cut at once, so another does.
  const items = [{ service_id: 'svc_peel' }, { service_id: 'svc_colour' }];
  // Ana comes first in order, but she alone colours: Ben must peel.
  const made = await bookVisit({ items });
  expect(parts(made)).toEqual([
    ['05:00', '05:30', 'res_ben', 'confirmed'],
    ['05:30', '06:20', 'res_ana', 'confirmed'],
  ]);
  const named = await bookVisit({
    start_at: '2026-04-21T05:00:00Z',
    items: [{ service_id: 'svc_peel', resource_id: 'res_ana' }, { service_id: 'svc_colour' }],
  });
  expect(errorOf(named)).toBe('resource_unavailable');
});

test('A1: starts that are found for a stay are exactly those at which it is booked', async () => {
  await book(hub, '2026-04-20T07:00:00Z', { service_id: 'svc_colour', resource_id: 'res_ana' });
  await book(hub, '2026-04-20T04:30:00Z', { service_id: 'svc_cut', resource_id: 'res_ben' });
  const { body } = await post('/availability/visits', { items: colourAndCut, ...monday, limit: 200 });
  const found = new Map(list(body, 'data').map((one) => [text(one, 'start_at'), one]));
  expect(found.size).toBeGreaterThan(8);
  for (
    let start = Date.parse('2026-04-20T03:30:00Z');
    start < Date.parse('2026-04-20T12:30:00Z');
    start += 900_000
  ) {
    const start_at = `${new Date(start).toISOString().slice(0, 19)}Z`;
    const answer = await bookVisit({ start_at });
    expect([start_at, answer.status]).toEqual([start_at, found.has(start_at) ? 201 : 422]);
    if (answer.status !== 201) continue;
    expect(list(found.get(start_at), 'items').map((one) => text(one, 'resource_id'))).toEqual(
      list(answer.body, 'bookings').map((one) => text(one, 'resource_id')),
    );
    await post(`/visits/${text(answer.body, 'id')}/cancel`);
  }
});

test('B3: a visit is moved as one, over its own old time and with its people, or not at all', async () => {
  await bookVisit({ id: 'vis_one' });
  await book(hub, '2026-04-20T08:00:00Z', { service_id: 'svc_colour', resource_id: 'res_ana' });
  const refused = await post('/visits/vis_one/reschedule', { start_at: '2026-04-20T07:00:00Z' });
  expect([errorOf(refused), at(refused.body, 'error', 'details', 'item')]).toEqual([
    'resource_unavailable',
    1,
  ]);
  expect((await hub.call('GET', '/v2/visits/vis_one')).body).toMatchObject({ start_at: ten });
  const moved = await post('/visits/vis_one/reschedule', { start_at: '2026-04-20T05:15:00Z' });
  expect(parts(moved)).toEqual([
    ['05:15', '06:05', 'res_ana', 'confirmed'],
    ['06:15', '06:45', 'res_ana', 'confirmed'],
  ]);
  expect(list(moved.body, 'bookings')).toMatchObject([
    { id: 'bk_one_1', sequence: 1, override: [] },
    { id: 'bk_one_2', sequence: 1, override: [] },
  ]);
});

test('a visit is cancelled as one; what has begun is not, and parts that are over stay as they are', async () => {
  await bookVisit({ id: 'vis_one' });
  await post('/bookings/bk_one_2/check-in');
  expect(errorOf(await post('/visits/vis_one/cancel'))).toBe('invalid_transition');
  expect((await hub.call('GET', '/v2/visits/vis_one')).body).toMatchObject({ status: 'checked_in' });
  await bookVisit({ id: 'vis_two', start_at: '2026-04-21T05:00:00Z' });
  await post('/bookings/bk_two_1/no-show');
  const cancelled = await post('/visits/vis_two/cancel', { reason: 'Ill' });
  expect(cancelled.body).toMatchObject({
    bookings: [{ id: 'bk_two_2', status: 'cancelled', cancel_reason: 'Ill' }],
  });
  expect((await hub.call('GET', '/v2/visits/vis_two')).body).toMatchObject({
    bookings: [{ status: 'no_show' }, { status: 'cancelled' }],
  });
  expect(errorOf(await post('/visits/vis_two/cancel'))).toBe('invalid_transition');
  expect(errorOf(await post('/visits/vis_none/cancel'))).toBe('not_found');
});

test('GraphQL books and cancels visits as REST does', async () => {
  const ask = async (query: string) => at((await post('/graphql', { query })).body, 'data');
  const items = '[{serviceId: "svc_colour"}, {serviceId: "svc_cut", gapBefore: 10}]';
  const input = `{id: "vis_graph", customerId: "cust_priya_01", startAt: "${ten}", items: ${items}}`;
  expect(
    await ask(
      `mutation { visitCreate(input: ${input}) { visit { id status bookings { id resourceId } } refusal { code } } }`,
    ),
  ).toEqual({
    visitCreate: {
      visit: {
        id: 'vis_graph',
        status: 'confirmed',
        bookings: [
          { id: 'bk_graph_1', resourceId: 'res_ana' },
          { id: 'bk_graph_2', resourceId: 'res_ana' },
        ],
      },
      refusal: null,
    },
  });
  expect(await ask('{ visitsGet(id: "vis_graph") { startAt customerId } }')).toEqual({
    visitsGet: { startAt: ten, customerId: 'cust_priya_01' },
  });
});
