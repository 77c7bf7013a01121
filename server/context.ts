import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { idMaker, type MakeId } from '../shared/ids.ts';
import { type Passwords, passwords } from './access/passwords.ts';
import { rememberUses, type Uses } from './access/uses.ts';
import type { Config } from './config.ts';
import { type Erasures, keepErasures } from './customers/erasures.ts';
import { type RateLimits, rateLimits } from './gates/rate-limit.ts';
import { openLimitStore } from './store/limits.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Mode, Store } from './store/store.ts';
import { type Resolve, resolveName } from './webhooks/resolve.ts';
import { makeWake, type Wake } from './webhooks/wake.ts';

/** What every part of the hub works with. Made once, here, and passed on; there is no other shared state. */
export interface HubContext {
  readonly config: Config;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly makeId: MakeId;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Logger;
  readonly stores: Readonly<Record<Mode, Store>>;
  /** 32 random bytes of this hub, kept in its data folder: signs cursors, seals what must be read back. */
  readonly secret: Uint8Array;
  readonly passwords: Passwords;
  /** All addresses of a host's name. */
  readonly resolve: Resolve;
  /** Tells that something was put on its way to an endpoint without an event. */
  readonly wake: Wake;
  /** Milliseconds between looks at the clock of what waits for its time. */
  readonly lookEvery: number;
  /** When keys, desks and sessions were last used. */
  readonly uses: Uses;
  readonly limits: RateLimits;
  /** Makes sure that the data of erased people stays gone. */
  readonly erasures: Erasures;
  close(): void;
}

/** Replacements that tests make: a clock they control, names that lead where they say. */
export interface ContextOptions {
  readonly clock?: () => number;
  readonly resolve?: Resolve;
  readonly lookEvery?: number;
}

/** The composition root. */
export function createContext(config: Config, options: ContextOptions = {}): HubContext {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const clock = options.clock ?? Date.now;
  const stores = { live: openStore('live'), test: openStore('test') };
  const random = pooledRandomBytes();

  const limits = rateLimits(clock, openLimitStore(join(config.dataDir, 'limits.sqlite')));

  function openStore(mode: Mode): Store {
    return openSqliteStore({ file: join(config.dataDir, `${mode}.sqlite`), mode, newEpoch: randomUUID });
  }

  return {
    secret: hubSecret(join(config.dataDir, 'hub.key')),
    config,
    clock,
    makeId: idMaker(clock, random),
    randomBytes: random,
    resolve: options.resolve ?? resolveName,
    wake: makeWake(),
    lookEvery: options.lookEvery ?? 1000,
    log: pino({ level: config.logLevel, redact: ['req.headers.authorization', '*.token', '*.secret'] }),
    stores,
    erasures: keepErasures(config.dataDir, stores, clock),
    passwords: passwords(),
    uses: rememberUses(),
    limits,
    close() {
      limits.close();
      stores.live.close();
      stores.test.close();
    },
  };
}

/** Reads the hub's own secret, making it at the first start; only the owner of the folder may read it. */
function hubSecret(file: string): Uint8Array {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  return readFileSync(file);
}

/** Random bytes from a pool that is filled a page at a time: a request needs several ids, and each fill has its price. */
function pooledRandomBytes(): (count: number) => Uint8Array {
  let pool = randomBytes(4096);
  let used = 0;
  return (count) => {
    if (used + count > pool.length) {
      pool = randomBytes(4096);
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}
