import { changedFields } from '../../shared/commands/changes.ts';
import { toWire } from '../../shared/resources/define.ts';
import { definitionOf } from '../../shared/resources/index.ts';
import type { ChangeLog, LoggedChange } from '../kit/change-log.ts';
import { sameJson } from './same.ts';

/** Resources of which every change that says something has an event of its own. */
const telling = ['bookings', 'customers', 'blocks', 'services', 'resources'];

/** What something else does to a booking that stays as it is, maybe several times. */
const besides = ['booking.conflict_detected', 'schedule.violation_detected'];

/**
 * E1, B2: every number is taken by one change or one event; versions follow each other; every event tells of the newest
 * committed version of its document, and every change has an event.
 */
export function checkLog({ from, counter, entries }: ChangeLog): string[] {
  const wrong: string[] = [];
  const newest = new Map<string, LoggedChange>();
  const untold = new Map<string, LoggedChange>();
  const told = new Set<string>();
  for (const [i, entry] of entries.entries()) {
    if (entry.seq !== from + 1 + i) {
      wrong.push(`E1: number ${from + 1 + i} is taken by nothing or twice (${JSON.stringify(entry)})`);
      break;
    }
    if (entry.kind === 'change') {
      const before = newest.get(entry.id);
      const version = entry.doc.version;
      const expiredHold = entry.resource === 'holds' && entry.deleted;
      if (before && version !== before.doc.version + (expiredHold ? 0 : 1) && !expiredHold)
        wrong.push(`B2: ${entry.id} went from version ${before.doc.version} to ${version}`);
      if (before?.deleted) wrong.push(`B2: ${entry.id} changed after it was deleted`);
      newest.set(entry.id, entry);
      const saysNothing = before && !entry.deleted && changedFields(before.doc, entry.doc).length === 0;
      if (telling.includes(entry.resource) && !saysNothing) untold.set(`${entry.id} ${version}`, entry);
    } else {
      const { event } = entry;
      const object = event.data.object;
      const change = newest.get(String(object.id));
      const key = `${event.type} ${object.id} ${object.version}`;
      if (told.has(key) && !besides.includes(event.type)) wrong.push(`E1: ${key} was told twice`);
      told.add(key);
      untold.delete(`${object.id} ${object.version}`);
      if (!change || !sameJson(toWire(definitionOf(change.resource), change.doc), object))
        wrong.push(`E1: ${key} tells of something that was not committed`);
    }
  }
  if (from + entries.length !== counter)
    wrong.push(`E1: the counter says ${counter}, the log ends at ${from + entries.length}`);
  for (const key of untold.keys()) wrong.push(`E1: nothing was told of ${key}`);
  return wrong;
}
