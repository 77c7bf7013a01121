import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { givesBack } from '../../resources/bookings.ts';
import { line, visitId } from '../../resources/parts.ts';
import { callOff } from '../bookings/transition.ts';
import type { Change } from '../changes.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { visitAnswer } from './answer.ts';
import { loadParts } from './load.ts';

export const cancelVisit = defineCommand({
  name: 'visits.cancel',
  resource: 'bookings',
  summary: 'Cancel all parts of a visit in one step; their time is free again at once',
  args: z.strictObject({ id: visitId, reason: line(500).optional() }),
  scope: 'bookings:write',
  runs: 'anywhere',
  answer: visitAnswer,
  http: [{ method: 'POST', path: '/visits/{id}/cancel', status: 200 }],
  emits: ['booking.cancelled'],
  refuses: ['invalid_transition'],
  async load(query, args) {
    const parts = await loadParts(query, args.id);
    return isRefusal(parts) ? parts : { parts };
  },
  decide({ parts }, { id, reason }, ctx) {
    const changes: Change[] = [];
    const events: EventDraft[] = [];
    const live = parts.filter(({ status }) => !givesBack(status));
    if (live.length === 0)
      return refuse('invalid_transition', 'No part of the visit is still to come', { id });
    for (const before of live) {
      const cancelled = callOff({ before }, reason, ctx);
      if (isRefusal(cancelled)) return cancelled;
      changes.push(...cancelled.changes);
      events.push(...cancelled.events);
    }
    return { changes, events };
  },
});
