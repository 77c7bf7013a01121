import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { loadSheets } from '../../shared/queries/sheets.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { calendarDate } from '../../shared/time/hours.ts';
import { localDate } from '../../shared/time/zones.ts';
import type { Route } from '../api/route.ts';
import { onlyThese, printed } from './printed.ts';
import { type WeekDay, weekSheetPage } from './week-sheet-page.ts';

const asked = z.strictObject({
  from: calendarDate.optional().meta({ description: 'The first of seven days; absent: today' }),
  resource_id: onlyThese,
});

/** Seven days of everybody on paper. */
export const weekSheetRoute: Route = {
  method: 'GET',
  path: '/v2/schedule/week-sheet',
  operation: 'schedule_week_sheet',
  tag: 'schedule',
  summary: 'Seven days as a page to print, or to save as a PDF: one sheet of paper for each',
  scope: 'bookings:read',
  query: asked,
  answers: [{ status: 200, description: 'The page', contentType: 'text/html' }],
  errors: ['validation_failed', 'invalid_resource'],
  async handle({ hub, caller, query }) {
    const { from, resource_id } = query as z.output<typeof asked>;
    const ctx = { now: hub.clock(), tenant: caller.tenant, actor: caller.actor, id: hub.makeId };
    const page = await hub.stores[caller.mode].read(caller.tenant, async (view) => {
      const practice = await view.get('practice', caller.tenant);
      const { name = '', locale = 'en', timezone: zone = 'UTC' } = practice ?? {};
      const first = from ?? localDate(zone, ctx.now);
      // Days are counted on from this one, which may be the last there is (rule T8).
      if (first > '9999-12-20')
        throw new RefusalError(
          refuse('validation_failed', 'This is too near to the last day there is', {
            issues: [{ path: 'from', message: 'must be well within the years 1970 to 9999' }],
          }),
        );
      const days: WeekDay[] = [];
      for (let day = 0; day < 7; day++) {
        const date = addDays(first, day);
        const sheets = await loadSheets(view, { date, zone, only: resource_id, path: 'from' }, ctx);
        if (!Array.isArray(sheets)) throw new RefusalError(sheets);
        days.push({ date, sheets });
      }
      return weekSheetPage({ practice: name, zone, locale, printedAt: ctx.now }, days);
    });
    return printed(page);
  },
};
