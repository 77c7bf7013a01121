import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Step, StepReversal } from '../../../renderer/undo/inverse.ts';
import { reversalBetween, type Several } from '../../../renderer/undo/together.ts';
import { isRefusal, type Refusal } from '../../../shared/errors.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { at, list, text } from '../../kit/rest.ts';
import { startPractice, visit } from './practice.ts';

let hub: TestHub;
let desk: TestDesk;

beforeEach(async () => {
  ({ hub } = await startPractice());
  await hub.call('POST', '/v2/services', { id: 'svc_yoga', name: 'Yoga', duration: 60, capacity: 2 });
  await hub.call('POST', '/v2/customers', { id: 'cust_meera', name: 'Meera Iyer' });
  desk = await startDesk(hub);
  await desk.untilConnection({ state: 'online', filled: true });
});
afterEach(async () => {
  await desk.stop();
  await hub.stop();
});

const customer_id = visit.customer_id;
const mondays = {
  id: 'ser_mondays',
  customer_id,
  service_id: visit.service_id,
  resource_id: visit.resource_id,
  start_local: '2026-04-20T10:30',
  rrule: 'FREQ=WEEKLY;COUNT=4',
};

async function several(class_id?: string): Promise<Several> {
  if (class_id === undefined)
    return {
      bookings: await desk.range('bookings', [['customer_id', '=', customer_id]]),
      series: await desk.range('series', [['customer_id', '=', customer_id]]),
    };
  const session = await desk.get('classes', class_id);
  const bookings = await desk.range('bookings', [['class_id', '=', class_id]]);
  return { bookings, series: [], session };
}

async function run({ name, args }: Step): Promise<Refusal | undefined> {
  const outcome = await desk.run(name, { ...args });
  return isRefusal(outcome) ? outcome : undefined;
}

/** Does it, as the screens do, and answers with what takes it back. */
async function deed(step: Step, class_id?: string, again?: Step): Promise<StepReversal> {
  const before = await several(class_id);
  expect(await run(step)).toBeUndefined();
  const reversal = reversalBetween(before, await several(class_id), again);
  if (!reversal) throw new Error('nothing was changed');
  return reversal;
}

async function undo({ undo: [step] }: StepReversal): Promise<Refusal | undefined> {
  return step && run(step);
}

async function settled(): Promise<void> {
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0 });
}

/** Every booking at the desk: id, start, status, series. */
async function shown(): Promise<string[]> {
  const found = await desk.range('bookings', []);
  return found
    .map((one) => [one.id, one.start_at, one.status, one.series_id, one.occurrence].join(' '))
    .sort();
}

async function atHub(): Promise<string[]> {
  const { body } = await hub.call('GET', '/v2/bookings?limit=100');
  return list(body, 'data')
    .map((one) =>
      ['id', 'start_at', 'status', 'series_id', 'occurrence'].map((field) => at(one, field)).join(' '),
    )
    .sort();
}

async function events(): Promise<string[]> {
  const { body } = await hub.call('GET', '/v2/events?limit=100');
  return list(body, 'data').map((event) => text(event, 'type'));
}

test('B5, B3: a series that was moved from a visit on is put back in one step while the hub is away, ids and all; done again; put back again', async () => {
  await run({ name: 'series.create', args: mondays });
  await settled();
  const before = await shown();
  await desk.cutNetwork();
  const args = {
    id: mondays.id,
    scope: 'following',
    occurrence: '2026-05-04T10:30',
    start_local: '2026-05-05T10:45',
    on_conflict: 'skip',
    override: ['slot_step'],
  };
  const moved = await deed({ name: 'series.update', args });
  const after = await shown();
  expect(after).not.toEqual(before);

  expect(await undo(moved)).toBeUndefined();
  expect(await shown()).toEqual(before);
  expect(await desk.get('series', mondays.id)).toMatchObject({ status: 'active', rrule: mondays.rrule });
  const [again] = moved.redo;
  expect(again && (await run(again))).toBeUndefined();
  expect(await shown()).toEqual(after);
  expect(await undo(moved)).toBeUndefined();

  await settled();
  expect(await desk.attention()).toEqual([]);
  expect([await shown(), await atHub()]).toEqual([before, before]);
  // B4: each of them says what was done and taken back.
  const [one] = await desk.range('bookings', [['occurrence', '=', '2026-05-04T10:30']]);
  expect(one?.history.map(({ action }) => action)).toEqual([
    'created',
    'rescheduled',
    'rescheduled',
    'rescheduled',
    'rescheduled',
  ]);
  expect(one?.sequence).toBe(4);
});

test('B5: a cancelled series is put back; the visit whose time was taken stays cancelled, and the series goes on saying so', async () => {
  await run({ name: 'series.create', args: mondays });
  await settled();
  const cancel = { name: 'series.cancel', args: { id: mondays.id, scope: 'all' } } as const;
  const cancelled = await deed(cancel, undefined, cancel);
  await settled();
  const taken = { ...visit, customer_id: 'cust_meera', start_at: '2026-04-27T05:00:00Z' };
  expect((await hub.call('POST', '/v2/bookings', { ...taken, id: 'bk_taken' })).status).toBe(201);

  // The desk knows of it, or only the hub does: both come to the same.
  expect(await undo(cancelled)).toBeUndefined();
  await settled();
  expect(await desk.attention()).toEqual([]);
  const { body } = await hub.call('GET', `/v2/series/${mondays.id}`);
  expect(body).toMatchObject({
    status: 'active',
    rrule: mondays.rrule,
    exdates: ['2026-04-27T10:30'],
    conflicts: [
      {
        occurrence: '2026-04-27T10:30',
        outcome: 'skipped',
        conflicts: [{ type: 'existing_booking', id: 'bk_taken' }],
      },
    ],
  });
  const visits = list((await hub.call('GET', `/v2/series/${mondays.id}/bookings`)).body, 'data');
  const statuses = visits
    .map((one) => [text(one, 'start_at').slice(0, 10), text(one, 'status')].join(' '))
    .sort();
  expect(statuses).toEqual([
    '2026-04-20 confirmed',
    '2026-04-27 cancelled',
    '2026-05-04 confirmed',
    '2026-05-11 confirmed',
  ]);
  expect((await events()).filter((type) => type === 'booking.updated')).toHaveLength(3);
});

test('B5: what somebody else changed since is theirs: a visit stays, a series that was changed is not put back', async () => {
  await run({ name: 'series.create', args: mondays });
  await settled();
  const args = { id: mondays.id, scope: 'all', start_local: '2026-04-20T11:30', on_conflict: 'skip' };
  const moved = await deed({ name: 'series.update', args: { ...args, override: ['slot_step'] } });
  await settled();
  const [first] = await desk.range('bookings', [['occurrence', '=', '2026-04-20T11:30']]);
  const elsewhere = { start_at: '2026-04-20T08:00:00Z' };
  await hub.call('POST', `/v2/bookings/${first?.id}/reschedule`, elsewhere);
  await desk.untilShown('bookings', first?.id ?? '', elsewhere);
  expect(await undo(moved)).toBeUndefined();
  await settled();
  const starts = (await shown()).map((line) => line.split(' ')[1]);
  expect(starts.sort()).toEqual([
    '2026-04-20T08:00:00Z',
    '2026-04-27T05:00:00Z',
    '2026-05-04T05:00:00Z',
    '2026-05-11T05:00:00Z',
  ]);

  const further = await deed({ name: 'series.update', args: { ...args, start_local: '2026-04-20T12:30' } });
  await settled();
  await hub.call('POST', `/v2/series/${mondays.id}/cancel`, { scope: 'all' });
  await desk.untilShown('series', mondays.id, { status: 'cancelled' });
  expect(await undo(further)).toMatchObject({ code: 'version_conflict' });
});

test('B3, B2: a stay that was cancelled is put back whole, or not at all', async () => {
  const items = [{ service_id: visit.service_id }, { service_id: visit.service_id }];
  const stay = { id: 'vis_stay', customer_id, start_at: visit.start_at, items };
  expect(await run({ name: 'visits.create', args: stay })).toBeUndefined();
  await settled();
  const before = await shown();
  const cancel = { name: 'visits.cancel', args: { id: stay.id, reason: 'Ill' } } as const;
  const cancelled = await deed(cancel, undefined, cancel);
  expect(await undo(cancelled)).toBeUndefined();
  await settled();
  expect(await atHub()).toEqual(before);

  const [again] = cancelled.redo;
  expect(again && (await run(again))).toBeUndefined();
  await settled();
  const taken = { ...visit, customer_id: 'cust_meera', start_at: '2026-04-20T05:30:00Z', id: 'bk_taken' };
  await hub.call('POST', '/v2/bookings', taken);
  await desk.untilShown('bookings', 'bk_taken');
  expect(await undo(cancelled)).toMatchObject({
    code: 'resource_unavailable',
    details: { conflicts: [{ type: 'existing_booking', id: 'bk_taken' }] },
  });
  expect((await atHub()).filter((line) => line.includes('confirmed'))).toHaveLength(1);
});

test('A6, S6: a class that was cancelled takes place again with everybody in it; where its teacher was booked meanwhile the hub refuses and says why', async () => {
  const yoga = { id: 'cls_yoga', service_id: 'svc_yoga', start_at: visit.start_at };
  await hub.call('POST', '/v2/classes', { ...yoga, resource_id: visit.resource_id });
  for (const who of [customer_id, 'cust_meera'])
    await hub.call('POST', '/v2/bookings', { customer_id: who, class_id: yoga.id });
  await desk.untilShown('classes', yoga.id, { seats_taken: 2 });
  const cancel = { name: 'classes.cancel', args: { id: yoga.id } } as const;
  const cancelled = await deed(cancel, yoga.id, cancel);
  expect(await undo(cancelled)).toBeUndefined();
  await settled();
  const { body } = await hub.call('GET', `/v2/classes/${yoga.id}`);
  expect(body).toMatchObject({ status: 'scheduled', seats_taken: 2 });
  expect(body).not.toHaveProperty('cancelled_at');
  expect((await atHub()).filter((line) => line.includes('confirmed'))).toHaveLength(2);

  const [again] = cancelled.redo;
  expect(again && (await run(again))).toBeUndefined();
  await settled();
  await desk.cutNetwork();
  expect(await undo(cancelled)).toBeUndefined();
  await hub.call('POST', '/v2/bookings', { ...visit, id: 'bk_taken' });
  await settled();
  const [refused] = await desk.attention();
  expect(refused?.refusal).toMatchObject({
    code: 'resource_unavailable',
    details: { conflicts: [{ type: 'existing_booking', id: 'bk_taken' }] },
  });
  expect((await hub.call('GET', `/v2/classes/${yoga.id}`)).body).toMatchObject({
    status: 'cancelled',
    seats_taken: 0,
  });
});
