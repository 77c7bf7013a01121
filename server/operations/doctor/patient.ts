import type { Config } from '../../config.ts';
import type { FolderNote } from '../../folder.ts';

/** What is looked at: a data folder, and the hub that runs on it if one does. Nothing of it is changed. */
export interface Patient {
  readonly config: Config;
  readonly running: FolderNote | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
