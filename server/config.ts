import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { feedsPort, sharingPort } from '../shared/lan/sharing.ts';

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug'] as const;

/** Everything about this run of the hub that comes from outside: environment and command line. */
export const config = z.object({
  /** Folder with the databases and the hub's own key. */
  dataDir: z.string().min(1),
  /** Loopback unless the owner says otherwise. */
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 picks a free one. */
  port: z.int().min(0).max(65535).default(4650),
  /** Folder with the built desk; absent: the hub serves no desk. */
  deskDir: z.string().optional(),
  /** Where paper sheets are put once somebody switches them on; absent: `paper` in the data folder. */
  paperDir: z.string().min(1).optional(),
  /** Where it listens on the network once it is shared, and where feeds are then served without encryption; 0 picks a free one. */
  sharingPort: z.int().min(0).max(65535).default(sharingPort),
  feedsPort: z.int().min(0).max(65535).default(feedsPort),
  /** Log level of pino; `silent` for none. */
  logLevel: z.enum(logLevels).default('warn'),
  /** The same of the log that is kept in the data folder: `info` has a line for each request. */
  keptLogLevel: z.enum(logLevels).default('info'),
});
export type Config = z.output<typeof config>;

export function defaultDataDir(env: NodeJS.ProcessEnv): string {
  return env.DUNEBOOK_DATA ?? join(homedir(), '.dunebook');
}
