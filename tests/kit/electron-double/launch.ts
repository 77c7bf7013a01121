import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { argsOf } from '../../../electron/options.ts';
import { cachedEnv } from '../compile-cache.ts';
import type { Desktop, DesktopOptions, WindowState } from '../desktop.ts';
import { type FromDouble, fromDouble, type ToDouble } from './control.ts';
import { variables } from './variables.ts';

/** What a test sees and does beside the window, as only the double lets it. */
export interface DoubleDesktop extends Desktop {
  /** The last that was told of this kind. */
  told<Type extends FromDouble['type']>(type: Type): Extract<FromDouble, { type: Type }> | undefined;
  tell(message: ToDouble): void;
}

export interface DoubleOptions extends DesktopOptions {
  /** The resources of an installed program; absent: it runs as it was built. */
  readonly resources?: string;
  /** False: the system has none. */
  readonly keyring?: boolean;
  /** Of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '../../..');

/** Runs `out/main/main.js`, built from `electron/main.ts` as it is, on the double; resolves when its window has a page. */
export async function launchDouble(options: DoubleOptions): Promise<DoubleDesktop> {
  const { child, ended } = start(options);
  const opened: string[] = [];
  const told = new Map<string, FromDouble>();
  let state: WindowState | undefined;
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.on('message', (message) => {
      const said: FromDouble = fromDouble.parse(message);
      told.set(said.type, said);
      if (said.type === 'browser') resolve(said.endpoint);
      if (said.type === 'opened_outside') opened.push(said.url);
      if (said.type === 'window') state = said;
    });
    void ended.then((code) =>
      reject(new Error(`The double ended with code ${code} before it had a window.`)),
    );
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const page = await firstPage(browser);
  const tell = (message: ToDouble) => void child.send(message);
  return {
    page,
    ended,
    state: async () => state,
    told: <Type extends FromDouble['type']>(type: Type) => {
      const said = told.get(type);
      return said !== undefined && isOf(said, type) ? said : undefined;
    },
    tell,
    openedOutside: async () => opened,
    setOffline: async (offline) => tell({ type: 'offline', offline }),
    move: async (bounds) => tell({ type: 'move', bounds }),
    minimize: async () => tell({ type: 'minimize' }),
    openLink: async (url) => tell({ type: 'open_url', url }),
    startAgain: (link) => start(options, link).ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await browser.close();
    },
  };
}

function isOf<Type extends FromDouble['type']>(
  said: FromDouble,
  type: Type,
): said is Extract<FromDouble, { type: Type }> {
  return said.type === type;
}

function start(
  { data, port, resources, keyring = true, env }: DoubleOptions,
  link?: string,
): { child: ChildProcess; ended: Promise<number> } {
  const child = fork(
    join(root, 'out/main/main.js'),
    [...argsOf({ data, port, demo: false }), ...(link === undefined ? [] : [link])],
    {
      execArgv: ['--import', join(import.meta.dirname, 'register.ts')],
      env: {
        ...cachedEnv,
        ...env,
        ...(resources && { [variables.resources]: resources }),
        ...(!keyring && { [variables.keyring]: 'none' }),
      },
    },
  );
  return { child, ended: new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1))) };
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (!page) throw new Error('The window has no page.');
  return page;
}
