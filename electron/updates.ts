import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateState } from '../shared/program.ts';
import { formatInstant } from '../shared/time/instants.ts';

/** As much of electron-updater as is needed, so that tests can be one. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  logger: null | object;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(
    event: 'update-available' | 'update-downloaded',
    listener: (found: { version: string }) => void,
  ): unknown;
  on(event: 'download-progress', listener: (progress: { percent: number }) => void): unknown;
  /** Loads what it finds, too. */
  checkForUpdates(): Promise<{ readonly downloadPromise?: Promise<unknown> | null } | null>;
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
}

export interface UpdatesOptions {
  /** Why this program never looks for newer ones; absent where it does. */
  readonly never: Extract<UpdateState, { state: 'never' }>['why'] | undefined;
  readonly load: () => Promise<Updater>;
  /** Whether somebody wants it to look by itself. */
  readonly on: boolean;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly onChange: () => void;
  readonly log: (about: string, error: unknown) => void;
}

/** The program's way to newer ones of itself: quiet, and never by a restart that nobody asked for. */
export interface Updates {
  state(): UpdateState;
  /** Switches looking by itself on or off; off, nothing is installed when the program ends, either. */
  set(on: boolean): void;
  /** Looks now. Resolves in any case: what came of it is the state. */
  look(): Promise<void>;
  /** Installs what is ready and starts it; the program has ended but for this. `otherwise` is called where that fails. */
  install(otherwise: () => void): void;
  stop(): void;
}

/** Milliseconds from the start to the first look, and between looks. */
const firstLook = 60 * 60_000;
const nextLook = 6 * 60 * 60_000;

/** Why this program does not look for newer ones of itself; nothing where it does. */
export function neverUpdates(
  isPackaged: boolean,
  resources: string | undefined,
  env: NodeJS.ProcessEnv,
): UpdatesOptions['never'] {
  if (env.DUNEBOOK_UPDATES === 'off') return 'environment';
  if (!isPackaged || resources === undefined || !existsSync(join(resources, 'app-update.yml')))
    return 'no_source';
  // Written by the builder into what the system's own installer puts there.
  return existsSync(join(resources, 'package-type')) ? 'package' : undefined;
}

/** Begins to look, where this program does. */
export function keepUpToDate({ never, load, on, clock, onChange, log }: UpdatesOptions): Updates {
  let state: UpdateState = never ? { state: 'never', why: never } : { state: 'none' };
  let loaded: Promise<Updater> | undefined;
  let updater: Updater | undefined;
  let wanted = on;
  let lastError: unknown;
  let timer: NodeJS.Timeout | undefined;

  /** What is ready stays so, whatever comes of looking for something newer still. */
  function become(next: UpdateState): void {
    if (state.state === 'never' || (state.state === 'ready' && next.state !== 'ready')) return;
    state = next;
    onChange();
  }

  function foundNothing(): void {
    if (state.state === 'looking') become({ state: 'none', looked_at: formatInstant(clock()) });
  }

  function failed(error: unknown): void {
    if (error === lastError) return;
    lastError = error;
    log('updates', error);
    become({ state: 'failed', at: formatInstant(clock()) });
  }

  async function prepare(): Promise<Updater> {
    const fresh = await load();
    fresh.logger = null;
    fresh.autoDownload = true;
    // Most are told by a promise as well, but not those of macOS' own updater.
    fresh.on('error', failed);
    fresh.on('update-available', ({ version }) => become({ state: 'loading', version, percent: 0 }));
    fresh.on('download-progress', ({ percent }) => {
      const now = Math.round(percent);
      if (state.state === 'loading' && state.percent !== now) become({ ...state, percent: now });
    });
    fresh.on('update-downloaded', ({ version }) => become({ state: 'ready', version }));
    updater = fresh;
    return fresh;
  }

  async function look(): Promise<void> {
    if (state.state === 'never' || state.state === 'looking' || state.state === 'loading') return;
    become({ state: 'looking' });
    try {
      loaded ??= prepare();
      const asked = await loaded;
      // Whoever looks wants what is found.
      asked.autoInstallOnAppQuit = true;
      const found = await asked.checkForUpdates();
      await found?.downloadPromise;
      foundNothing();
    } catch (error) {
      failed(error);
    }
  }

  function schedule(): void {
    clearTimeout(timer);
    if (never || !wanted) return;
    timer = setTimeout(() => {
      void look();
      timer = setInterval(() => void look(), nextLook);
    }, firstLook);
  }

  schedule();
  return {
    state: () => state,
    look,
    set(next) {
      if (next === wanted) return;
      wanted = next;
      if (updater) updater.autoInstallOnAppQuit = next;
      schedule();
    },
    install(otherwise) {
      if (state.state !== 'ready' || !updater) return otherwise();
      updater.on('error', otherwise);
      updater.quitAndInstall(true, true);
    },
    stop: () => clearTimeout(timer),
  };
}
