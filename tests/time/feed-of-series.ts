import { seriesEvents } from '../../server/calendar/series.ts';
import { makeBooking, makeContents } from '../../server/calendar/testing.ts';
import { feedText } from '../../server/calendar/text.ts';
import { zonesUsed } from '../../server/calendar/zone.ts';
import type { Series } from '../../shared/resources/series.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { readFeed } from '../flows/calendar/read-feed.ts';

interface DailySeries {
  readonly timezone: string;
  readonly start_local: string;
  /** One for each day from the first on; `start` in milliseconds. */
  readonly visits: readonly { readonly occurrence: string; readonly start: number }[];
}

/** When a calendar program shows the visits of a daily series, in milliseconds, ascending. */
export function feedOfSeries({ timezone, start_local, visits }: DailySeries): number[] {
  const series: Series = {
    id: 'ser_1',
    tenant_id: 'tnt_clinic',
    version: 1,
    created_at: '2007-01-01T00:00:00Z',
    updated_at: '2007-01-01T00:00:00Z',
    metadata: {},
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    channel: 'in_person',
    timezone,
    start_local,
    duration: 30,
    rrule: `FREQ=DAILY;COUNT=${visits.length}`,
    exdates: [],
    conflicts: [],
    status: 'active',
    sequence: 0,
  };
  const bookings = visits.map(({ occurrence, start }, i) =>
    makeBooking({
      id: `bk_${i}`,
      series_id: series.id,
      occurrence,
      start_at: formatInstant(start),
      end_at: formatInstant(start + 30 * 60_000),
    }),
  );
  const contents = makeContents([]);
  const zones = zonesUsed();
  zones.add(series);
  const text = feedText(contents, [zones.text(), seriesEvents({ ...contents, series, visits: bookings })]);
  return readFeed(text, 2100)
    .map((shown) => Date.parse(shown.start))
    .sort((a, b) => a - b);
}
