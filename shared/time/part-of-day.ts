import * as z from 'zod';
import { minuteOfDay } from './zones.ts';

export const partsOfDay = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof partsOfDay)[number];

/** When people say they can come, by the wall clock of their zone. */
export const partOfDay = z.enum(partsOfDay).meta({
  description: 'morning: before 12:00; afternoon: from 12:00; evening: from 17:00',
  example: 'morning',
});

const noon = 12 * 60;
const evening = 17 * 60;

/** The part of the day that the clocks of a zone show at an instant in milliseconds. */
export function partOfDayAt(zone: string, ms: number): PartOfDay {
  const minute = minuteOfDay(zone, ms);
  if (minute < noon) return 'morning';
  return minute < evening ? 'afternoon' : 'evening';
}
