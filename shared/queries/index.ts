import { attentionQuery } from './attention.ts';
import { checkStartQuery } from './check.ts';
import { findDaysQuery } from './days.ts';
import type { QueryDefinition } from './define.ts';
import { nextSlotsQuery } from './next.ts';
import { reassignQuery } from './reassign.ts';
import { resourceTimeQuery } from './resource-time.ts';
import { scheduleQuery } from './schedule.ts';
import { previewSeriesQuery } from './series-preview.ts';
import { serviceResourcesQuery } from './service-resources.ts';
import { findSlotsQuery, serviceSlotsQuery } from './slots.ts';
import { utilizationQuery } from './utilization.ts';
import { violationsQuery } from './violations.ts';

import { findVisitsQuery, visitQuery } from './visits.ts';
import { waitlistMatchesQuery } from './waitlist.ts';

/** Every computed question there is. */
export const allQueries: readonly QueryDefinition[] = [
  findSlotsQuery,
  nextSlotsQuery,
  findDaysQuery,
  checkStartQuery,
  findVisitsQuery,
  visitQuery,
  waitlistMatchesQuery,
  serviceSlotsQuery,
  serviceResourcesQuery,
  resourceTimeQuery,
  attentionQuery,
  previewSeriesQuery,
  scheduleQuery,
  reassignQuery,
  utilizationQuery,
  violationsQuery,
];
