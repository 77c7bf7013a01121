import * as z from 'zod';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** A wall-clock time of day, `HH:MM`; `24:00` is allowed as an end. */
export const wallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day such as 09:30')
  .meta({ description: 'Wall-clock time of day, HH:MM', example: '09:00' });

/** A calendar date, `YYYY-MM-DD`. */
export const calendarDate = z.iso.date().meta({ description: 'Calendar date', example: '2026-04-20' });

/** One working range of a day; an end at or before the start lies on the next day (rule T4). */
export const timeRange = z
  .strictObject({ start: wallTime, end: wallTime })
  .refine((range) => range.start !== range.end && range.start !== '24:00', 'a range must not be empty (T8)')
  .meta({ description: 'Working range; one whose end is not after its start crosses midnight (rule T4)' });
export type TimeRange = z.output<typeof timeRange>;

const ranges = z.array(timeRange).max(12);

/** Working hours in wall-clock time; the zone they are evaluated in belongs to their owner (rule T1). */
export const workingHours = z
  .strictObject({
    weekly: z
      .strictObject({
        monday: ranges.optional(),
        tuesday: ranges.optional(),
        wednesday: ranges.optional(),
        thursday: ranges.optional(),
        friday: ranges.optional(),
        saturday: ranges.optional(),
        sunday: ranges.optional(),
      })
      .meta({ description: 'Ranges per weekday; a weekday that is left out is a day off' }),
    overrides: z
      .array(z.strictObject({ date: calendarDate, ranges }))
      .max(400)
      .default([])
      .meta({ description: 'Dates that differ from the week: their ranges replace the weekday’s' }),
  })
  .meta({ description: 'Working hours, evaluated in the zone of their owner' });
export type WorkingHours = z.output<typeof workingHours>;

/** An IANA zone name that this runtime knows. */
export const zoneName = z
  .string()
  .max(64)
  .refine(isZone, 'must be an IANA time zone such as Europe/Berlin')
  .meta({ description: 'IANA time zone', example: 'Europe/Berlin' });

function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
