import { createStore } from '../ui/store.ts';

/** The export that was begun at this window and has not come to its end. */
export const begunExport = createStore<string | undefined>(undefined);
