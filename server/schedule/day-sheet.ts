import * as z from 'zod';
import { RefusalError } from '../../shared/errors.ts';
import { loadSheets } from '../../shared/queries/sheets.ts';
import { calendarDate } from '../../shared/time/hours.ts';
import { localDate } from '../../shared/time/zones.ts';
import type { Route } from '../api/route.ts';
import { daySheetPage } from './day-sheet-page.ts';
import { onlyThese, printed } from './printed.ts';

const asked = z.strictObject({
  date: calendarDate.optional().meta({ description: 'In the practice’s zone; absent: today' }),
  resource_id: onlyThese,
});

/** The day of everybody on paper: what is left when nothing else works. */
export const daySheetRoute: Route = {
  method: 'GET',
  path: '/v2/schedule/day-sheet',
  operation: 'schedule_day_sheet',
  tag: 'schedule',
  summary: 'A day as a page to print, or to save as a PDF: one sheet of paper for each',
  scope: 'bookings:read',
  query: asked,
  answers: [{ status: 200, description: 'The page', contentType: 'text/html' }],
  errors: ['validation_failed', 'invalid_resource'],
  async handle({ hub, caller, query }) {
    const { date, resource_id } = query as z.output<typeof asked>;
    const ctx = { now: hub.clock(), tenant: caller.tenant, actor: caller.actor, id: hub.makeId };
    const page = await hub.stores[caller.mode].read(caller.tenant, async (view) => {
      const practice = await view.get('practice', caller.tenant);
      const zone = practice?.timezone ?? 'UTC';
      const on = date ?? localDate(zone, ctx.now);
      const sheets = await loadSheets(view, { date: on, zone, only: resource_id }, ctx);
      if (!Array.isArray(sheets)) throw new RefusalError(sheets);
      const { name = '', locale = 'en' } = practice ?? {};
      return daySheetPage({ practice: name, date: on, zone, locale, printedAt: ctx.now }, sheets);
    });
    return printed(page);
  },
};
