import ICAL from 'ical.js';

/** One thing that a calendar shows, as an independent reader of iCalendar (ical.js) makes it of a feed. */
export interface Shown {
  readonly uid: string;
  /** In UTC. */
  readonly start: string;
  readonly end: string;
  readonly status: string;
  readonly sequence: number;
  /** Of a visit of a series: the time that its rule has for it, `2026-10-20T09:00:00`. */
  readonly recurrence: string | undefined;
}

/** Everything that a feed shows before a year, in the order of starts, with every occurrence of every rule. */
export function readFeed(text: string, year = 2029): Shown[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = calendar.getAllSubcomponents('vevent');
  const exceptions = events.filter((event) => event.hasProperty('recurrence-id'));
  const shown: Shown[] = [];
  for (const component of events.filter((event) => !exceptions.includes(event))) {
    const uid = String(component.getFirstPropertyValue('uid'));
    const own = exceptions.filter((one) => one.getFirstPropertyValue('uid') === uid);
    const event = new ICAL.Event(component, { exceptions: own });
    if (!event.isRecurring()) {
      shown.push(shownOf(event, event.startDate, event.endDate, undefined));
      continue;
    }
    const iterator = event.iterator();
    for (let at = iterator.next(); at && at.year < year; at = iterator.next()) {
      const { item, startDate, endDate, recurrenceId } = event.getOccurrenceDetails(at);
      shown.push(shownOf(item, startDate, endDate, String(recurrenceId)));
    }
  }
  return shown.sort((a, b) => (a.start < b.start ? -1 : 1));
}

function shownOf(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time, recurrence: string | undefined): Shown {
  return {
    uid: event.uid,
    start: utc(start),
    end: utc(end),
    status: String(event.component.getFirstPropertyValue('status')),
    sequence: event.sequence,
    recurrence,
  };
}

function utc(time: ICAL.Time): string {
  return time.toJSDate().toISOString().replace('.000', '');
}
