import { describe, expect, it } from 'vitest';
import type { Booking } from '../../shared/resources/bookings.ts';
import { reversalOf } from './inverse.ts';
import { doAgain, emptyStack, forget, forgetRefused, push, renew, takeBack } from './stack.ts';

const before: Booking = {
  id: 'bk_1',
  tenant_id: 'tnt_1',
  version: 1,
  created_at: '2026-04-01T08:00:00Z',
  updated_at: '2026-04-01T08:00:00Z',
  metadata: {},
  channel: 'in_person',
  send_confirmation: false,
  customer_id: 'cust_1',
  service_id: 'svc_1',
  resource_id: 'res_1',
  status: 'confirmed',
  start_at: '2026-04-20T08:00:00Z',
  end_at: '2026-04-20T08:45:00Z',
  allocations: [{ role: 'practitioner', resource_id: 'res_1' }],
  buffer_before: 0,
  buffer_after: 0,
  sequence: 0,
  override: [],
  overbooked: false,
  history: [],
};

describe('reversalOf', () => {
  it('a creation is cancelled, and done again by reopening: the booking keeps its id', () => {
    const reversal = reversalOf({ name: 'bookings.create', args: { id: 'bk_1' } }, 'bk_1', undefined);
    expect(reversal?.undo).toEqual([{ name: 'bookings.cancel', args: { id: 'bk_1', reason: 'Taken back' } }]);
    expect(reversal?.redo).toEqual([{ name: 'bookings.reopen', args: { id: 'bk_1' } }]);
  });

  it('a move goes back to its time, resource and length, whatever soft rule is in the way there', () => {
    const step = {
      name: 'bookings.reschedule' as const,
      args: { id: 'bk_1', start_at: '2026-04-20T10:00:00Z' },
    };
    const [back] = reversalOf(step, 'bk_1', before)?.undo ?? [];
    expect(back?.args).toMatchObject({ start_at: before.start_at, resource_id: 'res_1', duration: 45 });
    expect(back?.args.override).toContain('outside_working_hours');
    expect(back?.args.override).not.toContain('existing_booking');
  });

  it('a move takes the rooms back, too', () => {
    const allocations = [...before.allocations, { role: 'room', resource_id: 'res_room' }];
    const step = {
      name: 'bookings.reschedule' as const,
      args: { id: 'bk_1', start_at: '2026-04-20T10:00:00Z' },
    };
    const [back] = reversalOf(step, 'bk_1', { ...before, allocations })?.undo ?? [];
    expect(back?.args).toMatchObject({ start_at: before.start_at, allocations });
  });

  it('an edit restores what was there and removes what was not', () => {
    const step = { name: 'bookings.update' as const, args: { id: 'bk_1', notes: 'Knee', channel: 'phone' } };
    expect(reversalOf(step, 'bk_1', before)?.undo[0]?.args).toEqual({
      id: 'bk_1',
      notes: null,
      channel: 'in_person',
    });
  });

  it('a completed visit is in progress again', () => {
    const names = reversalOf({ name: 'bookings.complete', args: { id: 'bk_1' } }, 'bk_1', before)?.undo.map(
      (s) => s.name,
    );
    expect(names).toEqual(['bookings.reopen', 'bookings.check_in', 'bookings.start']);
  });

  it('reopening is taken back into the status before', () => {
    const step = { name: 'bookings.reopen' as const, args: { id: 'bk_1' } };
    const cancelled: Booking = { ...before, status: 'cancelled', cancel_reason: 'Ill' };
    expect(reversalOf(step, 'bk_1', cancelled)?.undo).toEqual([
      { name: 'bookings.cancel', args: { id: 'bk_1', reason: 'Ill' } },
    ]);
    expect(reversalOf(step, 'bk_1', { ...before, status: 'no_show' })?.undo[0]?.name).toBe(
      'bookings.no_show',
    );
  });

  it('an arrival is taken back by one step', () => {
    const step = { name: 'bookings.check_in' as const, args: { id: 'bk_1' } };
    expect(reversalOf(step, 'bk_1', before)).toEqual({
      undo: [{ name: 'bookings.step_back', args: { id: 'bk_1' } }],
      redo: [step],
    });
  });

  it('says nothing where there is no way back', () => {
    expect(reversalOf({ name: 'bookings.resolve', args: { id: 'bk_1' } }, 'bk_1', before)).toBeUndefined();
  });
});

describe('stack', () => {
  const a = { said: 'a', undo: [], redo: [] };
  const b = { said: 'b', undo: [], redo: [] };

  it('takes back the newest first and does it again', () => {
    const both = push(push(emptyStack, a), b);
    const one = takeBack(both);
    expect(one).toEqual({ done: [a], undone: [b] });
    expect(doAgain(one)).toEqual(both);
    expect(takeBack(emptyStack)).toBe(emptyStack);
  });

  it('what is made anew has a new id each time, and is taken back by that one', () => {
    let made = 1;
    const stepsFor = (id: string) => ({
      undo: [{ name: 'blocks.delete' as const, args: { id } }],
      redo: [{ name: 'blocks.create' as const, args: { id } }],
    });
    const steps = () => stepsFor(`blk_${++made}`);
    const done = push(emptyStack, { said: 'Blocked', ...stepsFor('blk_1'), anew: { way: 'redo', steps } });
    expect(renew(done, 'undo')).toBe(done);
    const undone = renew(takeBack(done), 'redo');
    expect(undone.undone[0]?.redo[0]).toMatchObject({ args: { id: 'blk_2' } });
    expect(doAgain(undone).done[0]?.undo[0]).toMatchObject({ args: { id: 'blk_2' } });
  });

  it('forgets what was undone once something new is done', () => {
    expect(push(takeBack(push(emptyStack, a)), b)).toEqual({ done: [b], undone: [] });
  });

  it('forgets an entry that cannot be taken back any more', () => {
    expect(forget(push(push(emptyStack, a), b), a)).toEqual({ done: [b], undone: [] });
  });

  it('forgets what the hub refused, and stays the same object where it refused nothing of it', () => {
    const refused = { ...a, intent: 'int_1' };
    const both = push(push(emptyStack, refused), b);
    expect(forgetRefused(both, new Set(['int_1']))).toEqual({ done: [b], undone: [] });
    expect(forgetRefused(takeBack(push(emptyStack, refused)), new Set(['int_1']))).toEqual(emptyStack);
    expect(forgetRefused(both, new Set(['int_2']))).toBe(both);
  });
});
