import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { blocks } from '../../resources/blocks.ts';
import { line } from '../../resources/parts.ts';
import { addDays } from '../../time/calendar.ts';
import { calendarDate, zoneName } from '../../time/hours.ts';
import { formatInstant } from '../../time/instants.ts';
import { startOfDay } from '../../time/zones.ts';
import type { Change } from '../changes.ts';
import { newDoc } from '../changes.ts';
import { unlessTaken } from '../common.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { practiceZone } from '../resources/working-time.ts';
import type { Violation } from '../schedule/violations.ts';
import { laidBy, overlaidBookings, overlayDetected } from './overlaid.ts';
import { blockTimes } from './times.ts';

/** Dates are calendar dates with room for their instants on either side (rule T8). */
const date = calendarDate.refine(
  (one) => one >= '1970-01-04' && one <= '9999-12-27',
  'is too near to the edge',
);

const day = z.strictObject({ id: blocks.id.optional(), date, reason: line(200).optional() });

/** Closes whole days, such as public holidays, in one step; days that are closed already stay as they are. */
export const closeDays = defineCommand({
  name: 'blocks.close_days',
  resource: 'blocks',
  summary: 'Close the practice on whole days; bookings already there stay',
  args: z.strictObject({
    days: z
      .array(day)
      .min(1)
      .max(100)
      .refine((days) => new Set(days.map((one) => one.date)).size === days.length, 'each date only once'),
    timezone: zoneName.optional().meta({ description: 'Whose days they are; absent: the practice’s' }),
  }),
  scope: 'blocks:write',
  runs: 'anywhere',
  http: [],
  emits: ['resource.availability_changed', 'booking.conflict_detected', 'schedule.violation_detected'],
  async load(query, { days, timezone }, ctx) {
    const zone = timezone ?? (await practiceZone(query));
    const open = [];
    for (const { id, date, reason } of days) {
      const taken = id ? await unlessTaken(query, 'blocks', { id }) : {};
      if (isRefusal(taken)) return taken;
      const span = { start: startOfDay(zone, date), end: startOfDay(zone, addDays(date, 1)) };
      const there = await blockTimes(query, span, []);
      if (there.some(({ start, end }) => start <= span.start && end >= span.end)) continue;
      const [start_at, end_at] = [formatInstant(span.start), formatInstant(span.end)];
      const fields = { kind: 'closure' as const, start_at, end_at, last_end_at: end_at, reason };
      open.push({ id, fields, overlaid: await overlaidBookings(query, fields, ctx) });
    }
    return { open };
  },
  decide({ open }, _args, ctx) {
    const changes: Change[] = [];
    const events: EventDraft[] = [];
    const overlaid: Violation[] = [];
    for (const { id, fields, overlaid: own } of open) {
      const { reason, ...rest } = fields;
      const doc = newDoc('blocks', id ?? ctx.id('blk'), { ...rest, ...(reason && { reason }) }, ctx);
      const change = { resource: 'blocks' as const, doc };
      changes.push(change);
      events.push({ type: 'resource.availability_changed', change });
      overlaid.push(...laidBy(own, doc.id));
    }
    return { changes, events: [...events, ...overlayDetected(overlaid)] };
  },
});
