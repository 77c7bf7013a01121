import type { QueryDefinition } from './define.ts';
import { findSlotsQuery } from './slots.ts';

/** Every computed question there is. */
export const allQueries: readonly QueryDefinition[] = [findSlotsQuery];
