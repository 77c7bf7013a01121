import type { Config } from '../config.ts';
import type { ExportJob, Progress } from './write.ts';

/** What the thread that writes an export begins with. */
export interface ExportStart {
  readonly config: Config;
  readonly job: ExportJob;
}

/** What it says; a failure is the thread's own `error`. */
export type FromExport = ({ readonly type: 'progress' } & Progress) | { readonly type: 'done' };
