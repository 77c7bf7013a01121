import { t } from '@lingui/core/macro';
import { takenBack } from '../../shared/commands/reasons.ts';
import type { Class } from '../../shared/resources/classes.ts';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import type { Format } from '../app/format.ts';
import type { Attempt } from '../booking/Booker.tsx';

/** What `classes.reschedule` is asked to change; minutes. */
export interface ClassMove {
  readonly start_at?: string;
  readonly resource_id?: string;
  readonly duration?: number;
}

/** A move of a class as the booker takes it; taken back, it lies where it lay. */
export function classMove(session: Class, name: string, move: ClassMove, format: Format): Attempt {
  const { id, start_at, end_at, resource_id } = session;
  const duration = (parseInstant(end_at) - parseInstant(start_at)) / minutes(1);
  const args = { id, ...move };
  return {
    name: 'classes.reschedule',
    id,
    args,
    resource_id: move.resource_id ?? resource_id,
    start_at: move.start_at ?? start_at,
    said: '',
    saidFor: (place) => t`Moved ${name} to ${{ time: format.dayTime(place.start_at) }}`,
    reversal: {
      undo: [
        {
          name: 'classes.reschedule',
          args: {
            id,
            start_at,
            resource_id,
            duration,
            // What did not hinder it there may not hinder its way back.
            override: ['outside_working_hours', 'time_off', 'closure'],
            override_reason: takenBack,
          },
        },
      ],
      redo: [{ name: 'classes.reschedule', args }],
    },
  };
}
