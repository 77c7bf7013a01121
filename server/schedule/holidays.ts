import { addDays } from '../../shared/time/calendar.ts';

/** A public holiday: one date, whatever zone it is kept in. */
export interface Holiday {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly name: string;
  /** A working day that is free because the holiday itself falls on a day that is free anyhow. */
  readonly substitute: boolean;
}

/** Where the data are from, told with every answer: they are used as they are, under a licence that asks for this. */
export const holidaySource =
  'date-holidays (github.com/commenthol/date-holidays), data CC BY-SA 3.0, from Wikipedia';

/** The library and its data take some 30 MB: they are loaded when first asked for. */
async function library() {
  return (await import('date-holidays')).default;
}

/** Parts of a country whose holidays differ, by their codes (`BY`: Bayern); undefined where no such country is known. */
export async function regionsOf(country: string): Promise<Readonly<Record<string, string>> | undefined> {
  const Holidays = await library();
  const all = new Holidays();
  if (!Object.hasOwn(all.getCountries(), country)) return undefined;
  return all.getStates(country) ?? {};
}

/** The public holidays of a year, in order; each day of those that last several. Names are in English where there are such. */
export async function holidaysOf(
  country: string,
  region: string | undefined,
  year: number,
): Promise<Holiday[]> {
  const Holidays = await library();
  const calendar = region ? new Holidays(country, region) : new Holidays(country);
  calendar.setLanguages(['en', ...calendar.getLanguages()]);
  const found = new Map<string, Holiday>();
  for (const { date, start, end, name, type, substitute } of calendar.getHolidays(year)) {
    // From noon or from the evening on is no day on which nobody comes.
    if (type !== 'public' || !date.startsWith(' 00:00:00', 10)) continue;
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    for (let i = 0; i < days; i++) {
      const on = addDays(date.slice(0, 10), i);
      const before = found.get(on);
      found.set(on, {
        date: on,
        name: before ? `${before.name}, ${name}` : name,
        substitute: (before?.substitute ?? true) && substitute === true,
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
