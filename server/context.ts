import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { idMaker, type MakeId } from '../shared/ids.ts';
import { type Passwords, passwords } from './access/passwords.ts';
import { type PairingTries, pairingTries } from './access/tries.ts';
import { rememberUses, type Uses } from './access/uses.ts';
import { type Backups, keepBackups } from './backup/backups.ts';
import type { Derivation } from './backup/keys.ts';
import { settleRestore } from './backup/switch.ts';
import type { Config } from './config.ts';
import { type Erasures, keepErasures } from './customers/erasures.ts';
import { type Exports, keepExports } from './exports/exports.ts';
import { type RateLimits, rateLimits } from './gates/rate-limit.ts';
import { type LogKeeper, makeLog } from './log.ts';
import { type Notices, openNotices } from './notices.ts';
import { keepLogFiles, logFolder } from './operations/log-files.ts';
import { countRequests, type RequestCounts } from './operations/request-counts.ts';
import { keepPaper, type Paper } from './paper/paper.ts';
import { pooledRandomBytes } from './random.ts';
import { type RestartPort, restartPort } from './restart.ts';
import { type SetupDoor, setupDoor } from './setup/door.ts';
import { isLoopback } from './setup/host.ts';
import { keepSharing, type Sharing } from './sharing/sharing.ts';
import type { DeliveryLog } from './store/deliveries.ts';
import { deliveriesFile, storeFile } from './store/files.ts';
import { openLimitStore } from './store/limits.ts';
import { openSqliteStore } from './store/sqlite.ts';
import { openSqliteDeliveryLog } from './store/sqlite-delivery-log.ts';
import type { Mode, Store } from './store/store.ts';
import { type SendingPort, sendingPort } from './webhooks/port.ts';
import { type Resolve, resolveName } from './webhooks/resolve.ts';

/** What every part of the hub works with. Made once, here, and passed on; there is no other shared state. */
export interface HubContext {
  readonly config: Config;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Milliseconds of a clock that never steps, to measure how long something takes. */
  readonly stopwatch: () => number;
  readonly makeId: MakeId;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Logger;
  /** Takes lines of threads whose log is this one; undefined where none is kept. */
  readonly keptLog: LogKeeper | undefined;
  /** What was asked since this process began. */
  readonly requests: RequestCounts;
  /** When this process began (milliseconds since the epoch). */
  readonly startedAt: number;
  readonly stores: Readonly<Record<Mode, Store>>;
  /** What is on its way to endpoints. */
  readonly deliveries: Readonly<Record<Mode, DeliveryLog>>;
  /** 32 random bytes of this hub, kept in its data folder: signs cursors, seals what must be read back. */
  readonly secret: Uint8Array;
  readonly passwords: Passwords;
  /** All addresses of a host's name. */
  readonly resolve: Resolve;
  /** Those who send webhooks. */
  readonly sending: SendingPort;
  /** Whether they work in a thread of their own. */
  readonly sendsInThread: boolean;
  /** Milliseconds between looks at the clock of what waits for its time. */
  readonly lookEvery: number;
  /** When keys, desks and sessions were last used. */
  readonly uses: Uses;
  readonly limits: RateLimits;
  /** For desks, of what needs attention at the hub itself. */
  readonly notices: Notices;
  /** Sheets of the next days on this computer's disk. */
  readonly paper: Paper;
  /** Complete exports in the data folder. */
  readonly exports: Exports;
  readonly backups: Backups;
  /** Opens another data folder as this hub would. */
  readonly openBeside: OpenBeside;
  /** Ends this hub and starts it again, on what is then in its data folder. */
  readonly restart: RestartPort;
  /** The way in while there is no practice yet. */
  readonly setup: SetupDoor;
  /** Letting other computers of the network reach this hub. */
  readonly sharing: Sharing;
  /** Wrong invitations of late. */
  readonly pairingTries: PairingTries;
  /** Makes sure that the data of erased people stays gone. */
  readonly erasures: Erasures;
  /** Aborted when the hub is closed: ends what watches it. */
  readonly closing: AbortSignal;
  /** Resolves when the log is in its file; the rest is closed at once. */
  close(): Promise<void>;
}

export type OpenBeside = (dataDir: string) => HubContext;

/** Replacements that tests make: a clock they control, names that lead where they say. */
export interface ContextOptions {
  readonly clock?: () => number;
  readonly resolve?: Resolve;
  readonly lookEvery?: number;
  /** Whether webhooks are sent by a thread of their own; absent: unless it would need one of the replacements. */
  readonly sendsInThread?: boolean;
  /** Whether the log is kept in the data folder too: by the one process that is the hub of this folder. */
  readonly keepsLog?: boolean;
  /** What a backup's passphrase costs to guess; absent: as much as a person bears to wait. */
  readonly passphraseCost?: Pick<Derivation, 'N' | 'r' | 'p'>;
}

/** The composition root. */
export function createContext(config: Config, options: ContextOptions = {}): HubContext {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  settleRestore(config.dataDir);
  const clock = options.clock ?? Date.now;
  const stores = { live: openStore('live'), test: openStore('test') };
  const deliveries = { live: openDeliveries('live'), test: openDeliveries('test') };
  const sending = sendingPort();
  const stopwatch = () => performance.now();
  const logFiles = options.keepsLog
    ? keepLogFiles({ folder: logFolder(config.dataDir), stopwatch })
    : undefined;
  const closing = new AbortController();
  const log = makeLog(config, clock, logFiles);
  const random = pooledRandomBytes();
  const limits = rateLimits(clock, openLimitStore(join(config.dataDir, 'limits.sqlite')));

  const notices = openNotices();
  // Of these desks keep nothing: they show which webhooks were switched off, and let in who works here.
  stores.live.onCommit(({ collections }) => {
    if (collections.webhooks !== undefined || collections.staff !== undefined) notices.tell();
  });

  function openStore(mode: Mode): Store {
    return openSqliteStore({ file: storeFile(config, mode), mode, newEpoch: randomUUID });
  }

  function openDeliveries(mode: Mode): DeliveryLog {
    return openSqliteDeliveryLog(deliveriesFile(config, mode), 'FULL');
  }

  const secret = hubSecret(join(config.dataDir, 'hub.key'));
  const makeId = idMaker(clock, random);
  const restart = restartPort();

  return {
    secret,
    config,
    clock,
    stopwatch,
    makeId,
    randomBytes: random,
    resolve: options.resolve ?? resolveName,
    deliveries,
    sending,
    sendsInThread: options.sendsInThread ?? (options.clock === undefined && options.resolve === undefined),
    lookEvery: options.lookEvery ?? 1000,
    log,
    keptLog: logFiles,
    requests: countRequests(),
    startedAt: clock(),
    stores,
    erasures: keepErasures({ dataDir: config.dataDir, stores, deliveries, sending, clock }),
    passwords: passwords(),
    uses: rememberUses(),
    limits,
    exports: keepExports({ config, clock, makeId, log, store: stores.live }),
    notices,
    paper: keepPaper({ config, clock, makeId, log, store: stores.live, onChange: notices.tell }),
    restart,
    openBeside: (dataDir) => createContext({ ...config, dataDir }, { ...options, keepsLog: false }),
    backups: keepBackups({
      config,
      clock,
      makeId,
      randomBytes: random,
      log,
      secret,
      store: stores.live,
      restart,
      onChange: notices.tell,
      cost: options.passphraseCost,
    }),
    sharing: keepSharing({ config, log, store: stores.live }),
    pairingTries: pairingTries(clock),
    setup: setupDoor(clock, () => !isLoopback(config.host) || stores.live.tenants().length > 0),
    closing: closing.signal,
    async close() {
      closing.abort();
      limits.close();
      for (const mode of ['live', 'test'] as const) {
        deliveries[mode].close();
        stores[mode].close();
      }
      await logFiles?.close();
    },
  };
}

/** Reads the hub's own secret, making it at the first start; only the owner of the folder may read it. */
function hubSecret(file: string): Uint8Array {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  return readFileSync(file);
}
