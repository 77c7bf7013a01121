import { fromPartition } from '../../kit/electron-double/partition.ts';

/** As much of Electron as the way to a hub on another computer needs: sessions, whose verify procs are asked first. */
export const session = { fromPartition };
export const safeStorage = {};
