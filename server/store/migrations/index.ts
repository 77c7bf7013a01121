import { foundation } from './001-foundation.ts';

/** SQL by schema version, appended to and never edited; `PRAGMA user_version` tells how many have run. */
export const migrations: readonly string[] = [foundation];
