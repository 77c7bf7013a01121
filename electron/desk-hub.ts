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
  /** `started` here with a practice, `filled` an empty folder with the demo practice, `found` running already. */
  readonly how: 'started' | 'filled' | 'found';
  /** A one-time invitation for a desk. */
  invite(): Promise<string>;
  /** Stops what was started here; a hub that was found goes on. */
  stop(): Promise<void>;
  /** Whether the hub is there: one that was found may end without telling. */
  isRunning(): boolean;
}

export interface DeskHubOptions {
  readonly data: string | undefined;
  readonly port: number | undefined;
  /** Folder of the built desk, for desks in a browser. */
  readonly deskDir: string;
}

/**
 * Starts the hub on its data folder, or joins the one that runs on it. An empty folder gets the demo practice.
 * Rejects with what is in the way: a port in use, a data folder that cannot be written.
 */
export async function startDeskHub({ data, port, deskDir }: DeskHubOptions): Promise<DeskHub> {
  const settings = config.parse({ dataDir: data ?? defaultDataDir(process.env), port, deskDir });
  const { dataDir } = settings;
  const found = runningOn(dataDir);
  if (found) return { url: found.url, dataDir, how: 'found', ...joined(settings) };

  const { hub, url, stop } = await started(settings);
  const isEmpty = tenantOf(hub) === undefined;
  try {
    if (isEmpty) await seedDemo(hub, 'clinic');
  } catch (error) {
    await stop();
    throw error;
  }
  const how = isEmpty ? 'filled' : 'started';
  return { url, dataDir, how, invite: () => invite(hub), stop, isRunning: () => true };
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
function joined(settings: Config): Pick<DeskHub, 'invite' | 'stop' | 'isRunning'> {
  const hub = createContext(settings);
  return {
    invite: () => invite(hub),
    stop: async () => hub.close(),
    isRunning: () => runningOn(settings.dataDir) !== undefined,
  };
}

async function invite(hub: HubContext): Promise<string> {
  const tenant = tenantOf(hub);
  if (tenant === undefined) throw new Error('There is no practice in the data folder yet.');
  return grantInvitation(hub, tenant, invitationMinutes);
}

function tenantOf(hub: HubContext): string | undefined {
  return hub.stores.live.tenants()[0];
}
