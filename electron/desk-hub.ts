import {
  type Config,
  config,
  createContext,
  defaultDataDir,
  grantInvitation,
  type HubContext,
  type RunningHub,
  runningOn,
  seedDemo,
  startHub,
} from '../server/main.ts';

/** How long a one-time invitation for the desk on the hub's own computer is good for. */
const invitationMinutes = 10;

/** The hub as the desk on its own computer needs it. */
export interface DeskHub {
  readonly url: string;
  readonly dataDir: string;
  /** `started` here with a practice, `empty` without one, `filled` with the demo practice, `found` running already. */
  readonly how: 'started' | 'empty' | 'filled' | 'found';
  /** A one-time invitation for a desk (`inv_…`); where there is no practice, the secret to set one up (`set_…`). */
  invite(): Promise<string>;
  /** Says whether other computers reach the hub that was started here, now and whenever that changes. */
  onSharing(listener: (isShared: boolean) => void): void;
  /** Stops what was started here; a hub that was found goes on. */
  stop(): Promise<void>;
  /** Whether the hub is there: one that was found may end without telling. */
  isRunning(): boolean;
}

export interface DeskHubOptions {
  readonly data: string | undefined;
  readonly port: number | undefined;
  /** An empty folder gets the demo practice instead of its first run. */
  readonly demo: boolean;
  /** Folder of the built desk, for desks in a browser. */
  readonly deskDir: string;
}

/**
 * Starts the hub on its data folder, or joins the one that runs on it. An empty folder waits for its
 * practice, or gets the demo one.
 * Rejects with what is in the way: a port in use, a data folder that cannot be written.
 */
export async function startDeskHub({ data, port, deskDir, demo }: DeskHubOptions): Promise<DeskHub> {
  const settings = config.parse({ dataDir: data ?? defaultDataDir(process.env), port, deskDir });
  const { dataDir } = settings;
  const found = runningOn(dataDir);
  if (found) return { url: found.url, dataDir, how: 'found', ...joined(settings) };

  const running = await started(settings);
  const { hub, url, stop } = running;
  const isEmpty = tenantOf(hub) === undefined;
  try {
    if (isEmpty && demo) await seedDemo(hub, 'clinic');
  } catch (error) {
    await stop();
    throw error;
  }
  const how = isEmpty ? (demo ? 'filled' : 'empty') : 'started';
  return {
    url,
    dataDir,
    how,
    invite: () => invite(running.hub, true),
    stop,
    isRunning: () => true,
    onSharing(listener) {
      const listen = ({ sharing }: HubContext) => {
        sharing.onChange(listener);
        listener(sharing.isShared());
      };
      listen(running.hub);
      running.onRestart(listen);
    },
  };
}

async function started(settings: Config): Promise<RunningHub> {
  try {
    return await startHub(settings);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Another program uses port ${settings.port}; --port N chooses another.`, {
      cause: error,
    });
  }
}

/** A hub in another process: the database lets both write, so an invitation needs no call to it. */
function joined(settings: Config): Pick<DeskHub, 'invite' | 'stop' | 'isRunning' | 'onSharing'> {
  return {
    // Opened anew each time: the hub may have been put back to a backup meanwhile.
    async invite() {
      const hub = createContext(settings);
      try {
        return await invite(hub, false);
      } finally {
        await hub.close();
      }
    },
    stop: async () => {},
    isRunning: () => runningOn(settings.dataDir) !== undefined,
    // Whoever runs it sees to that.
    onSharing: () => undefined,
  };
}

/** @param ownDoor whether the hub runs in this process, whose secret is the one that counts */
async function invite(hub: HubContext, ownDoor: boolean): Promise<string> {
  const tenant = tenantOf(hub);
  if (tenant !== undefined) return grantInvitation(hub, tenant, invitationMinutes);
  const secret = ownDoor ? hub.setup.secret() : undefined;
  if (secret === undefined)
    throw new Error('The hub that runs here waits for its first practice: use the link that it showed.');
  return secret;
}

function tenantOf(hub: HubContext): string | undefined {
  return hub.stores.live.tenants()[0];
}
