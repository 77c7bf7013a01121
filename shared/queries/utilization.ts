import * as z from 'zod';
import { isRefusal } from '../errors.ts';
import { resourceId } from '../resources/parts.ts';
import { resources } from '../resources/resources.ts';
import { minutes } from '../time/instants.ts';
import type { Interval } from '../time/interval.ts';
import { intersect, normalise } from '../time/intervals.ts';
import { rangeArgs, spanOf, zoneOf } from './ask.ts';
import { defineQuery } from './define.ts';
import { loadTimetable, openTime, type Row, refuseEdge } from './timetable.ts';

const figures = {
  open_minutes: z.int().meta({ description: 'Working hours without time off and closures' }),
  booked_minutes: z.int().meta({ description: 'Of these, how many are taken by visits' }),
  buffer_minutes: z.int().meta({ description: 'Of these, how many are kept free around visits' }),
  outside_minutes: z.int().meta({ description: 'Visits outside of these, such as on a day off' }),
  bookings: z.int().meta({ description: 'Visits; a class counts as one' }),
  utilization: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .meta({ description: 'booked_minutes of open_minutes; null where there are none' }),
};

const { name, kind } = resources.doc.shape;

/** How much of the time that could be booked is booked. */
export const utilizationQuery = defineQuery({
  name: 'schedule.utilization',
  summary: 'How much of the open time of each resource is booked, in a range of at most 62 days',
  path: '/schedule/utilization',
  scope: 'bookings:read',
  args: z.strictObject({
    ...rangeArgs,
    kind: kind
      .removeDefault()
      .optional()
      .meta({ description: 'Only practitioners, rooms or equipment; absent: all, in the total too' }),
  }),
  answer: z.object({
    data: z.array(
      z.object({ resource_id: resourceId, name, kind, ...figures }).meta({ id: 'ResourceUtilization' }),
    ),
    total: z.object(figures),
    seq: z.int().meta({ description: 'Version of the store that this was computed on' }),
  }),
  async run(query, asked, ctx, seq) {
    const ofPractice = await zoneOf(query, {}, ctx);
    const span = spanOf(asked, asked.zone ?? ofPractice);
    if (isRefusal(span)) return span;
    const edge = refuseEdge(span, 'from');
    if (edge) return edge;
    const rows = await loadTimetable(query, { span, zone: ofPractice }, ctx);
    const measured = rows
      .filter(({ resource }) => asked.kind === undefined || resource.kind === asked.kind)
      .map((row) => ({ row, ...measure(row, span) }));
    const data = measured.map(({ row, ...own }) => {
      const { id, name, kind } = row.resource;
      return { resource_id: id, name, kind, ...told(own) };
    });
    return { data, total: told(sum(measured)), seq };
  },
});

/** Lengths in milliseconds. */
interface Measured {
  readonly open: number;
  readonly booked: number;
  readonly buffer: number;
  readonly outside: number;
  readonly owners: ReadonlySet<string>;
}

function measure(row: Row, span: Interval): Measured {
  const visits = row.claims.filter(({ kind }) => kind !== 'hold');
  const open = openTime(row);
  const cores = intersect(normalise(visits.map(({ core }) => core)), [span]);
  const padded = intersect(normalise(visits.map(({ padded }) => padded)), [span]);
  const booked = length(intersect(cores, open));
  return {
    open: length(open),
    booked,
    buffer: length(intersect(padded, open)) - booked,
    outside: length(cores) - booked,
    owners: new Set(
      visits.filter(({ core }) => core.start < span.end && core.end > span.start).map(({ owner }) => owner),
    ),
  };
}

function sum(all: readonly Measured[]): Measured {
  const total = (of: (one: Measured) => number) => all.reduce((so, one) => so + of(one), 0);
  return {
    open: total(({ open }) => open),
    booked: total(({ booked }) => booked),
    buffer: total(({ buffer }) => buffer),
    outside: total(({ outside }) => outside),
    // A visit with a room is one visit.
    owners: new Set(all.flatMap(({ owners }) => [...owners])),
  };
}

function told({ open, booked, buffer, outside, owners }: Measured) {
  return {
    open_minutes: inMinutes(open),
    booked_minutes: inMinutes(booked),
    buffer_minutes: inMinutes(buffer),
    outside_minutes: inMinutes(outside),
    bookings: owners.size,
    utilization: open > 0 ? Math.round((booked / open) * 10_000) / 10_000 : null,
  };
}

function inMinutes(ms: number): number {
  return Math.round(ms / minutes(1));
}

function length(intervals: readonly Interval[]): number {
  return intervals.reduce((so, { start, end }) => so + end - start, 0);
}
