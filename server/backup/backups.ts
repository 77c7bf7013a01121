import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { BackupProblem } from '../../shared/backup-problems.ts';
import type { MakeId } from '../../shared/ids.ts';
import { formatInstant, minutes } from '../../shared/time/instants.ts';
import type { Config } from '../config.ts';
import { putWhole } from '../paper/files.ts';
import type { RestartPort } from '../restart.ts';
import { storeFile } from '../store/files.ts';
import { schemaOf } from '../store/sqlite-check.ts';
import type { Store } from '../store/store.ts';
import { chooseFolder, expectFolder } from './folder.ts';
import { sweep } from './folder-files.ts';
import { type BackupHeader, readHeader } from './header.ts';
import { makeInThread, stageInThread } from './in-thread.ts';
import { checkOf, type Derivation, keyOf, originOf, usualCost } from './keys.ts';
import { copyLedger } from './ledger.ts';
import { type Listed, listBackups, rotate } from './list.ts';
import type { Made, Making } from './make.ts';
import { BackupError, backupErrorOf } from './problem.ts';
import { type Running, shownStep } from './progress.ts';
import { isOverdue, nextAt } from './schedule.ts';
import { keepKeys } from './sealed-key.ts';
import { type BackupSettings, type Change, changed, readSettings, settingsFile } from './settings.ts';
import { stagedFolder } from './stage.ts';
import { keptAside, switchData } from './switch.ts';

/** How the backups stand. */
export interface BackupState {
  readonly on: boolean;
  /** When the newest was made, ISO. */
  readonly last_at?: string;
  /** Why the last try did not work; absent where it did. */
  readonly problem?: BackupProblem;
  /** Whether the newest is older than the owner wants to bear. */
  readonly overdue: boolean;
  readonly running?: Running;
}

/** Backups of the whole hub, and what puts one back. */
export interface Backups {
  state(): BackupState;
  settings(): BackupSettings;
  /** Where they are put. */
  folder(): string;
  /** @throws BackupError where the folder cannot be made or written */
  change(wanted: Change): Promise<void>;
  /** Those that this hub made, the newest first. */
  list(): Promise<Listed[]>;
  /**
   * Makes one now, where and under the passphrase that was set; resolves when it is verified. One at a time.
   * @param once another folder and passphrase, for this one alone
   */
  make(once?: { readonly folder: string; readonly passphrase: string }): Promise<Listed>;
  /** Whether the schedule asks for one now. */
  isDue(): boolean;
  /**
   * Begins to put a backup back. Resolves when the passphrase is known to be right, with what resolves when all of it stands
   * beside the data; `go` then ends the hub and starts it on the restored data.
   * @throws BackupError
   */
  restore(file: string, passphrase: string): Promise<Staged>;
  /** Notes what went wrong when the data was switched. */
  failed(error: unknown): void;
  /** Looks at what is there, and cleans up after a run that was cut off. */
  start(): Promise<void>;
  /** Ends what runs; what it had written counts for nothing. */
  stop(): Promise<void>;
}

/** A restore that is on its way. */
export interface Staged {
  /** Resolves with the folder of the unpacked data. */
  readonly ready: Promise<string>;
  go(): Promise<void>;
  /** Removes what was unpacked. */
  giveUp(): Promise<void>;
}

interface Kept {
  readonly config: Config;
  readonly clock: () => number;
  readonly makeId: MakeId;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Logger;
  readonly secret: Uint8Array;
  readonly store: Store;
  readonly restart: RestartPort;
  /** Is told whenever desks would read another state. */
  readonly onChange: () => void;
  /** What a passphrase costs to guess. */
  readonly cost?: Pick<Derivation, 'N' | 'r' | 'p'> | undefined;
}

/** After what did not work: the schedule tries again. */
const pause = minutes(10);

export function keepBackups(kept: Kept): Backups {
  const {
    config,
    clock,
    makeId,
    randomBytes,
    log,
    secret,
    store,
    restart,
    onChange,
    cost = usualCost,
  } = kept;
  const { dataDir } = config;
  const origin = originOf(secret);
  const keys = keepKeys({ secret, randomBytes, cost });
  const stopping = new AbortController();
  let settings = readSettings(dataDir);
  let newest: string | undefined;
  let problem: BackupProblem | undefined;
  let notBefore = 0;
  let running: Running | undefined;
  let work: Promise<unknown> = Promise.resolve();

  const folder = () => resolve(settings.folder ?? join(dataDir, 'backups'));
  const random = (count: number) => Buffer.from(randomBytes(count)).toString('base64url');

  /** Without a practice nothing is scheduled, so any zone will do. */
  function zone(): string {
    const [tenant] = store.tenants();
    return (tenant !== undefined && store.practice(tenant)?.timezone) || 'UTC';
  }

  function begin(task: Running['task']): void {
    if (running) throw new BackupError('busy');
    running = { task, step: task === 'backup' ? 'copying' : 'reading', percent: 0 };
  }

  function note(what: string, done = 0): void {
    if (running) running = { ...running, ...shownStep(running.task, what, done) };
  }

  async function makeOne(once: Parameters<Backups['make']>[0]): Promise<Listed> {
    begin('backup');
    try {
      if (!once) await expectFolder(folder(), settings.folder !== undefined);
      const { key, derivation } = once ? await keys.made(once.passphrase) : keys.opened(settings.key);
      const nonce = random(32);
      const header: BackupHeader = {
        format: 1,
        compression: 'zstd',
        id: makeId('bkp'),
        made_at: formatInstant(clock()),
        schema: schemaOf(storeFile(config, 'live')).is,
        origin,
        derivation,
        nonce,
        check: checkOf(key, nonce),
      };
      const to = once?.folder ?? folder();
      const made = await makeBeside({ dataDir, folder: to, header, key });
      log.info({ bytes: made.bytes }, 'a backup was made');
      copyLedger(dataDir, to);
      if (once) return { header, ...made };
      newest = header.made_at;
      problem = undefined;
      onChange();
      await rotate(to, origin, settings.keep, zone());
      return { header, ...made };
    } catch (error) {
      failed(error);
      throw error;
    } finally {
      running = undefined;
    }
  }

  /** The thread carries over what is written meanwhile: one commit of the hub would else wait for all of it. */
  async function makeBeside(making: Making): Promise<Made> {
    const resume = store.leaveCarryingOver();
    try {
      return await makeInThread(making, note, stopping.signal);
    } finally {
      resume();
    }
  }

  function failed(error: unknown): void {
    if (stopping.signal.aborted) return;
    problem = backupErrorOf(error).problem;
    notBefore = clock() + pause;
    onChange();
    log.error({ err: error, problem }, 'a backup could not be made or put back');
  }

  async function look(): Promise<void> {
    newest = (await listBackups(folder(), origin))[0]?.header.made_at;
  }

  // Who was erased is not in the data from before a restore either, nor known only to this computer (rule P4).
  async function forget(): Promise<void> {
    for (const aside of keptAside(dataDir)) await rm(aside, { recursive: true, force: true });
    if (existsSync(folder())) copyLedger(dataDir, folder());
  }

  let unsubscribe = () => {};
  return {
    state: () => ({
      on: settings.on,
      overdue: isOverdue(settings, newest, clock()),
      ...(newest !== undefined && { last_at: newest }),
      ...(problem && { problem }),
      ...(running && { running }),
    }),
    settings: () => settings,
    folder,
    async change({ passphrase, ...change }) {
      if (change.folder) await chooseFolder(change.folder);
      const next: BackupSettings = {
        ...changed(settings, change, clock()),
        ...(passphrase !== undefined && { key: await keys.sealed(passphrase) }),
      };
      await putWhole(dataDir, settingsFile, JSON.stringify(next));
      settings = next;
      notBefore = 0;
      problem = undefined;
      await look();
      onChange();
    },
    list: () => listBackups(folder(), origin),
    make(once) {
      const made = makeOne(once);
      work = made.catch(() => undefined);
      return made;
    },
    isDue: () =>
      settings.on &&
      !!settings.key &&
      !running &&
      clock() >= Math.max(notBefore, nextAt(settings, newest, zone)),
    async restore(file, passphrase) {
      begin('restore');
      try {
        const { derivation, nonce, check } = await readHeader(file).catch((error) => {
          throw backupErrorOf(error);
        });
        const key = await keyOf(passphrase, derivation);
        if (checkOf(key, nonce) !== check) throw new BackupError('wrong_passphrase');
        const id = randomUUID();
        const ready = stageInThread({ dataDir, file: resolve(file), key, id }, note, stopping.signal).then(
          () => stagedFolder(dataDir, id),
        );
        work = ready.catch((error) => {
          running = undefined;
          failed(error);
        });
        return {
          ready,
          async go() {
            note('switch');
            await restart.request(() => switchData(dataDir, id, formatInstant(clock())));
          },
          async giveUp() {
            running = undefined;
            await rm(stagedFolder(dataDir, id), { recursive: true, force: true });
          },
        };
      } catch (error) {
        running = undefined;
        throw error;
      }
    },
    failed,
    async start() {
      sweep(dataDir);
      unsubscribe = store.onCommit(({ erased }) => {
        if (erased)
          void forget().catch((error) => log.error({ err: error }, 'old data could not be removed'));
      });
      await look();
    },
    async stop() {
      unsubscribe();
      stopping.abort();
      await work;
      if (running?.step !== 'switching') sweep(dataDir);
    },
  };
}
