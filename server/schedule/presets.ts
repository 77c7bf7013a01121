import * as z from 'zod';
import { closeDays } from '../../shared/commands/blocks/close-days.ts';
import { blockTimes } from '../../shared/commands/blocks/times.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { toWire } from '../../shared/resources/define.ts';
import { definitions } from '../../shared/resources/index.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { calendarDate } from '../../shared/time/hours.ts';
import { formatInstant, instant } from '../../shared/time/instants.ts';
import { startOfDay } from '../../shared/time/zones.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import { carryOut } from '../api/carry-out.ts';
import type { Call, Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import { type Holiday, holidaySource, holidaysOf, regionsOf } from './holidays.ts';

const where = {
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code such as DE')
    .optional()
    .meta({ description: 'ISO 3166-1; absent: the practice’s', example: 'DE' }),
  region: z
    .string()
    .regex(/^[A-Z0-9]{1,4}$/, 'must be the code of a region such as BY')
    .optional()
    .meta({ description: 'A part of the country whose holidays differ; absent: those of all of it' }),
};
const year = z.int().min(2000).max(2099);
const asked = z.strictObject({ ...where, year: wholeNumber(year) });
const wished = z.strictObject({
  ...where,
  year,
  dates: z
    .array(calendarDate)
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Only these of them; absent: all' }),
});

const preset = z
  .object({
    date: calendarDate,
    name: z.string(),
    substitute: z.boolean().meta({ description: 'Free because the holiday itself falls on a free day' }),
    start_at: instant,
    end_at: instant,
    closed: z.boolean().meta({ description: 'The practice is closed all of that day already' }),
  })
  .meta({ id: 'ClosurePreset' });

/** Public holidays to close on. Listed before closures: `presets` is no id. */
export const presetRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/closures/presets',
    operation: 'list_closure_presets',
    tag: 'blocks',
    summary: 'The public holidays of a country in a year, as closures that could be made',
    scope: 'blocks:read',
    query: asked,
    answers: [
      {
        status: 200,
        description: 'In order of date',
        schema: z.object({
          country: z.string(),
          regions: z
            .array(z.object({ code: z.string(), name: z.string() }))
            .meta({ description: 'Parts of the country whose holidays differ' }),
          data: z.array(preset),
          source: z.string().meta({ description: 'Where the dates are from' }),
        }),
      },
    ],
    errors: ['validation_failed'],
    async handle(call) {
      const { country, regions, holidays, zone } = await presetsOf(
        call,
        call.query as z.output<typeof asked>,
      );
      const data = await call.hub.stores[call.caller.mode].read(call.caller.tenant, async (view) => {
        const shown: z.output<typeof preset>[] = [];
        for (const holiday of holidays) {
          const start = startOfDay(zone, holiday.date);
          const end = startOfDay(zone, addDays(holiday.date, 1));
          const there = await blockTimes(view, { start, end }, []);
          const closed = there.some((block) => block.start <= start && block.end >= end);
          shown.push({ ...holiday, start_at: formatInstant(start), end_at: formatInstant(end), closed });
        }
        return shown;
      });
      const named = Object.entries(regions).map(([code, name]) => ({ code, name }));
      return { status: 200, body: { country, regions: named, data, source: holidaySource } };
    },
  },
  {
    method: 'POST',
    path: '/v2/closures/presets',
    operation: 'load_closure_presets',
    tag: 'blocks',
    summary:
      'Close on the public holidays of a country in a year, or on some of them; those closed already are left out',
    scope: closeDays.scope,
    body: wished,
    writes: true,
    answers: [
      {
        status: 201,
        description: 'The closures that were made, and those that were there',
        schema: z.object({ data: z.array(definitions.blocks.wire) }),
      },
    ],
    errors: ['validation_failed'],
    async handle(call) {
      const body = z.safeDecode(wished, Object(call.body));
      if (!body.success) throw new RefusalError(invalid(body.error));
      const { holidays, zone } = await presetsOf(call, body.data);
      const { dates } = body.data;
      const unknown = dates?.find((date) => !holidays.some((holiday) => holiday.date === date));
      if (unknown) throw wrong('dates', `${unknown} is no public holiday there`);
      const days = holidays
        .filter(({ date }) => dates?.includes(date) ?? true)
        .map(({ date, name }) => ({ date, reason: name.slice(0, 200) }));
      if (days.length === 0) throw wrong('country', 'no public holidays are known there');
      const { mode, tenant } = call.caller;
      const { headers } = await carryOut(call, closeDays, { days, timezone: zone });
      const starts = days.map(({ date }) => formatInstant(startOfDay(zone, date)));
      const made = await call.hub.stores[mode].read(tenant, (view) =>
        view.range('blocks', [['start_at', 'in', starts]], { order: 'start_at' }),
      );
      const data = made
        .filter(({ kind }) => kind === 'closure')
        .map((doc) => toWire(definitions.blocks, doc));
      return { status: 201, body: { data }, headers };
    },
  },
];

interface Presets {
  readonly country: string;
  readonly regions: Readonly<Record<string, string>>;
  readonly holidays: readonly Holiday[];
  readonly zone: string;
}

/** @throws RefusalError 422 where no such country or region is known */
async function presetsOf(
  { hub, caller }: Call,
  { country: named, region, year }: z.output<typeof wished>,
): Promise<Presets> {
  const practice = hub.stores[caller.mode].practice(caller.tenant);
  const country = named ?? practice?.country ?? '';
  const regions = await regionsOf(country);
  if (!regions) throw wrong('country', `no public holidays are known of ${country || 'the practice'}`);
  if (region && !Object.hasOwn(regions, region)) throw wrong('region', `${country} has no region ${region}`);
  const holidays = await holidaysOf(country, region, year);
  return { country, regions, holidays, zone: practice?.timezone ?? 'UTC' };
}

function wrong(path: string, message: string): RefusalError {
  return new RefusalError(
    refuse('validation_failed', `${path}: ${message}`, { issues: [{ path, message }] }),
  );
}
