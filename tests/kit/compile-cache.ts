import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Environment of the processes and threads that tests start many times over: each finds what the first one compiled. */
export const cachedEnv = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'dunebook-compile-cache') };
