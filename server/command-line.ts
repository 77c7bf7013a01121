import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createPractice } from '../shared/commands/practice/create.ts';
import { RefusalError } from '../shared/errors.ts';
import { sharingChange } from '../shared/lan/sharing.ts';
import { asHub, grantKey, grantStaff } from './access/grant.ts';
import { fillSandbox } from './access/sandbox.ts';
import { config, defaultDataDir } from './config.ts';
import { createContext, type HubContext } from './context.ts';
import { runningOn } from './folder.ts';
import { seedDemo, startHub } from './main.ts';
import type { Mode } from './store/store.ts';

const usage = `Usage: npm run hub -- [options]               start the hub
       npm run hub -- practice create --name NAME --timezone ZONE --currency EUR --country DE [--owner NAME] [--email MAIL]
       npm run hub -- staff create --name NAME [--role owner] [--email MAIL] [--mode live|test]
       npm run hub -- keys create [--mode live|test] [--public] [--name NAME]
       npm run hub -- desks invite [--minutes 5]
       npm run hub -- sharing on|off|show [--sharing-port N] [--feeds on|off]     other computers of the network
       npm run hub -- certificate [renew]     by what they know this hub; after a new one each is let in again
       npm run hub -- backup [--to DIR]       make a backup now (passphrase: DUNEBOOK_PASSPHRASE, or asked)
       npm run hub -- backups list
       npm run hub -- restore FILE            put a backup back; what is there is kept in a folder
       npm run hub -- export FILE             everything in one zip, secrets left out
       npm run hub -- import FILE             make the practice of an export that of an empty folder
       npm run hub -- doctor [--json]         look whether all is well, and say what to do
Options:
  --data DIR      folder of the practice's data (default: DUNEBOOK_DATA or ~/.dunebook)
  --port N        port (default 4650; 0 picks a free one)
  --host H        address to listen on (default 127.0.0.1: this computer only)
  --sharing-port N  port on the network once the hub is shared (default 4651)
  --paper DIR     where day sheets are put once they are switched on (default: paper in the data folder)
  --demo          fill an empty folder with a made-up clinic
  --demo-size S   clinic (default) or large: 20 staff, 100,000 bookings
  --json          print one line of JSON when ready
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    paper: { type: 'string' },
    'sharing-port': { type: 'string' },
    feeds: { type: 'string' },
    minutes: { type: 'string', default: '5' },
    demo: { type: 'boolean', default: false },
    'demo-size': { type: 'string', default: 'clinic' },
    json: { type: 'boolean', default: false },
    mode: { type: 'string', default: 'live' },
    public: { type: 'boolean', default: false },
    name: { type: 'string' },
    to: { type: 'string' },
    timezone: { type: 'string' },
    currency: { type: 'string' },
    country: { type: 'string' },
    owner: { type: 'string', default: 'Owner' },
    email: { type: 'string' },
    role: { type: 'string', default: 'owner' },
    help: { type: 'boolean', default: false },
  },
});

// What only one command needs is read by that command: most starts are the hub's.
const backups = () => import('./backup/cli.ts');
const exporting = () => import('./exports/command.ts');
const doctor = () => import('./operations/doctor/doctor.ts');
const sharing = () => import('./sharing/command-line.ts');

const desk = fileURLToPath(new URL('../out/renderer', import.meta.url));
const settings = config.parse({
  dataDir: values.data ?? defaultDataDir(process.env),
  host: values.host,
  paperDir: values.paper,
  port: values.port === undefined ? undefined : Number(values.port),
  sharingPort: values['sharing-port'] === undefined ? undefined : Number(values['sharing-port']),
  deskDir: existsSync(desk) ? desk : undefined,
});

const commands: Readonly<Record<string, () => Promise<void>>> = {
  '': serve,
  'practice create': () => withHub(createThePractice),
  'staff create': () => withHub(addStaff),
  'keys create': () => withHub(createKey),
  'desks invite': () => withHub(inviteDesk),
  'sharing on': () => withHub((hub) => share(hub, true)),
  'sharing off': () => withHub((hub) => share(hub, false)),
  'sharing show': () => withHub(showSharing),
  certificate: () => withHub(showCertificate),
  'certificate renew': () => withHub(renewCertificate),
  backup: () => withHub(async (hub) => (await backups()).backUp(hub, values.to, print)),
  'backups list': () => withHub(async (hub) => (await backups()).listThem(hub, print)),
  'restore FILE': async () => (await backups()).putBack(settings, positionals[1] ?? '', print),
  'export FILE': () => withHub(async (hub) => (await exporting()).exportTo(hub, positionals[1] ?? '', print)),
  'import FILE': async () => (await exporting()).importFrom(settings, positionals[1] ?? '', print),
  doctor: examine,
};

async function serve(): Promise<void> {
  const running = runningOn(settings.dataDir);
  if (running) throw new Error(`A hub runs on ${settings.dataDir} already: ${running.url}`);
  const size = values['demo-size'];
  if (size !== 'clinic' && size !== 'large') throw new Error('--demo-size is clinic or large');
  const started = await startHub(settings);
  const demo = values.demo ? await seedDemo(started.hub, size) : undefined;
  const [tenant_id] = started.hub.stores.live.tenants();
  const secret = started.hub.setup.secret();
  const setup_url = secret && `${started.url}/#setup=${secret}`;
  const feed_url = demo && `${started.url}/calendar/feed/${demo.feed_token}.ics`;

  async function stop(): Promise<void> {
    await started.stop();
    process.exit(0);
  }
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  if (values.json)
    print(
      JSON.stringify({ ready: true, url: started.url, tenant_id, keys: demo?.keys, feed_url, setup_url }),
    );
  else if (demo) print(`Hub ready at ${started.url}\nDemo key ${demo.keys.live}\nCalendar feed ${feed_url}`);
  else if (tenant_id) print(`Hub ready at ${started.url}`);
  else if (setup_url)
    print(
      `Hub ready at ${started.url}, with no practice yet. Set one up, on this computer, at:\n${setup_url}`,
    );
  else print(`Hub ready at ${started.url}, with no practice yet: see "practice create" or --demo in --help`);
}

async function createThePractice(hub: HubContext): Promise<void> {
  if (hub.stores.live.tenants().length > 0) throw new Error('This folder holds a practice already');
  const { name, timezone, currency, country } = values;
  const tenant = hub.makeId('tnt');
  const args = { name, timezone, currency, country };
  await asHub(hub, tenant, createPractice, args);
  await asHub(hub, tenant, createPractice, args, 'test');
  await fillSandbox(hub, tenant);
  print(tenant);
  const owner = { name: values.owner, email: values.email, role: 'owner' };
  for (const mode of ['live', 'test'] as const) print(await grantStaff(hub, tenant, owner, mode));
}

async function addStaff(hub: HubContext): Promise<void> {
  const { name, email, role } = values;
  print(await grantStaff(hub, theTenant(hub), { name, email, role }, theMode()));
}

async function createKey(hub: HubContext): Promise<void> {
  const { name = 'Made on the command line' } = values;
  const mode = theMode();
  print(await grantKey(hub, theTenant(hub), { name, mode, kind: values.public ? 'public' : 'secret' }));
}

async function inviteDesk(hub: HubContext): Promise<void> {
  const url = runningOn(settings.dataDir)?.url ?? `http://${settings.host}:${settings.port}`;
  const { invitationText } = await sharing();
  print(await invitationText(hub, theTenant(hub), { here: url, minutes: Number(values.minutes) }));
}

/** A hub that runs follows within seconds: it looks after the setting itself. */
async function share(hub: HubContext, on: boolean): Promise<void> {
  const { feeds, 'sharing-port': port } = values;
  if (feeds !== undefined && feeds !== 'on' && feeds !== 'off') throw new Error('--feeds is on or off');
  const change = sharingChange.parse({
    on,
    ...(port !== undefined && { port: Number(port) }),
    ...(feeds !== undefined && { feeds_over_http: feeds === 'on' }),
  });
  await hub.sharing.set(change);
  await showSharing(hub);
}

async function showSharing(hub: HubContext): Promise<void> {
  const { sharingText } = await sharing();
  print(sharingText(await hub.sharing.state(), runningOn(settings.dataDir) !== undefined));
}

async function showCertificate(hub: HubContext): Promise<void> {
  const { certificateText } = await sharing();
  print(certificateText(await hub.sharing.certificate()));
}

async function renewCertificate(hub: HubContext): Promise<void> {
  const running = runningOn(settings.dataDir);
  if (running) throw new Error(`Stop the hub first: it runs at ${running.url} under the present certificate`);
  const { certificateText } = await sharing();
  print(certificateText(await hub.sharing.renewCertificate()));
}

/** Opens nothing for writing: who is called when something is wrong does not make it worse. */
async function examine(): Promise<void> {
  const { exitCodeOf, findingsOf, reportOf } = await doctor();
  const running = runningOn(settings.dataDir);
  const findings = await findingsOf({ config: settings, running, now: Date.now() });
  process.stdout.write(values.json ? `${JSON.stringify({ findings })}\n` : reportOf(findings));
  process.exitCode = exitCodeOf(findings);
}

function theMode(): Mode {
  const { mode } = values;
  if (mode !== 'live' && mode !== 'test') throw new Error('--mode is live or test');
  return mode;
}

function theTenant(hub: HubContext): string {
  const [tenant] = hub.stores.live.tenants();
  if (!tenant) throw new Error('There is no practice yet: see "practice create" or --demo in --help');
  return tenant;
}

/** Opens the data folder beside a hub that may be running on it; the database lets both write. */
async function withHub(work: (hub: HubContext) => Promise<void>): Promise<void> {
  const hub = createContext(settings);
  try {
    await work(hub);
  } finally {
    await hub.close();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const [name = ''] = positionals;
  const takesFile = positionals.length === 2 && `${name} FILE` in commands;
  const command = commands[takesFile ? `${name} FILE` : positionals.join(' ')];
  if (!command || values.help) {
    process.stdout.write(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  try {
    await command();
  } catch (error) {
    const text =
      error instanceof RefusalError ? error.refusal.message : String(error).replace(/^\w*Error: /, '');
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}

await main();
