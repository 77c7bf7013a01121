import * as z from 'zod';
import { fingerprint, hubAddress } from './lan/sharing.ts';
import { programSettings, programState, programWords, trayDay } from './program.ts';
import type { Scope } from './scopes.ts';

/** One question that the desk's window may ask Electron's main process. */
interface Channel<Input extends z.ZodType, Answer extends z.ZodType> {
  /** What the asker gets by it, in the words of the API's scopes (rule P1). */
  readonly scope: Scope;
  /** The one argument, `z.void()` for none; whatever else arrives is refused. */
  readonly input: Input;
  readonly answer: Answer;
}

function channel<Input extends z.ZodType, Answer extends z.ZodType>(
  spec: Channel<Input, Answer>,
): Channel<Input, Answer> {
  return spec;
}

/** How the hub that this computer runs is doing. */
export const hubStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('ready'), url: z.url() }),
  /** It stopped by itself and is started again in `retry_in_ms` milliseconds. */
  z.object({ state: z.literal('down'), reason: z.string(), retry_in_ms: z.int().min(0) }),
  z.object({ state: z.literal('stopped') }),
]);
export type HubStatus = z.output<typeof hubStatus>;

/** A hub on another computer, as the desk that was let in there knows it. */
export const lanHub = z.object({
  hub_id: z.uuid(),
  /** Of the practice. */
  name: z.string().max(200),
  addresses: z.array(hubAddress).min(1).max(16),
  /** Of its certificate. Nobody else is spoken with. */
  fingerprint,
});
export type LanHub = z.output<typeof lanHub>;

/** Which hub this window speaks with, and what is in the way. */
export const hubTarget = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('own'),
    /** False where the system keeps no secrets: this desk's token is then in a file that only this account may read. */
    keyring: z.boolean(),
  }),
  lanHub.extend({
    kind: z.literal('lan'),
    keyring: z.boolean(),
    /** Where it is looked for, one after the other. */
    tries: z.array(hubAddress),
    /** `other_certificate`: somebody answers at its address who cannot prove to be it; `away`: nobody answers. */
    problem: z.enum(['other_certificate', 'away']).optional(),
  }),
]);
export type HubTarget = z.output<typeof hubTarget>;

/** A hub that announces itself on this network. Anybody may announce anything: only a code or a link proves who it is. */
export const nearbyHub = z.object({
  hub_id: z.string().max(64),
  name: z.string().max(255),
  version: z.string().max(64),
  /** The first digits of its certificate’s SHA-256. */
  fingerprint_start: z.string().max(64),
  addresses: z.array(hubAddress).min(1),
});
export type NearbyHub = z.output<typeof nearbyHub>;

/** How a desk is to be let in at a hub on another computer. */
const joinRequest = z.strictObject({
  by: z.union([
    z.strictObject({ link: z.string().max(2000) }),
    z.strictObject({ address: z.string().max(300), code: z.string().max(40) }),
  ]),
  /** The practice whose work is in this desk: another one’s hub is not gone over to. */
  tenant: z.string().max(60).optional(),
});
export type JoinRequest = z.output<typeof joinRequest>;

/** What the window pairs itself with, or why it cannot. */
const joinAnswer = z.union([
  z.strictObject({ invitation: z.string(), name: z.string() }),
  z.strictObject({
    problem: z.enum(['not_a_link', 'not_a_code', 'not_an_address', 'not_found', 'other_certificate']),
  }),
]);
export type JoinAnswer = z.output<typeof joinAnswer>;

/** Why a hub is not taken to be at an address. */
const addressProblem = z.enum(['not_an_address', 'not_found', 'other_certificate']);
export type AddressProblem = z.output<typeof addressProblem>;

/** What somebody opened with the program asks for: a link of it (`dunebook://…`), or a backup; or what its tray asks for. */
const openedLink = z.union([
  z.strictObject({ screen: z.string() }),
  /** Let in at a hub: nothing is done before the person said yes. */
  z.strictObject({ join: z.string(), name: z.string(), addresses: z.array(hubAddress) }),
  /** Put a backup back: the absolute path of the file on this computer. Nothing is done before the person says so. */
  z.strictObject({ backup: z.string().max(4096) }),
  z.strictObject({ deed: z.enum(['book', 'lock']) }),
]);
export type OpenedLink = z.output<typeof openedLink>;

/**
 * The one table of channels between window and main process: `electron/ipc.ts` answers exactly these,
 * `electron/preload.ts` exposes exactly these as `window.dunebook`, and both get their types from here.
 */
const table = {
  /**
   * A one-time invitation (`inv_…`) with which this window pairs itself to the hub of this computer; while that has no
   * practice, the secret to set one up (`set_…`). Nothing where the hub is on another computer.
   */
  invitation: channel({
    scope: 'invites:write',
    input: z.void(),
    answer: z
      .string()
      .regex(/^(inv|set)_/)
      .optional(),
  }),
  hubStatus: channel({ scope: 'public', input: z.void(), answer: hubStatus }),
  appInfo: channel({
    scope: 'public',
    input: z.void(),
    answer: z.object({
      version: z.string(),
      platform: z.string(),
      /** What this computer is called. */
      computer: z.string(),
    }),
  }),
  /** Brings the window to the front, for somebody who clicked on a notification of it. */
  show: channel({ scope: 'public', input: z.void(), answer: z.void() }),
  hubTarget: channel({ scope: 'public', input: z.void(), answer: hubTarget }),
  /** Begins to look around, and answers with the hubs that were heard of so far. */
  hubsNearby: channel({ scope: 'public', input: z.void(), answer: z.array(nearbyHub) }),
  /**
   * Prepares to be let in at a hub on another computer. What the window pairs with the answered invitation goes there;
   * once that succeeds, that hub is this window’s, and the one of this computer stops.
   */
  joinHub: channel({ scope: 'public', input: joinRequest, answer: joinAnswer }),
  /** Forgets the hub on another computer and this desk’s token; the hub of this computer is this window’s again. */
  leaveHub: channel({ scope: 'public', input: z.void(), answer: z.void() }),
  /**
   * Looks for this window's hub on another computer at an address that somebody typed; it is noted where that very hub
   * answers. Answers why not.
   */
  findHub: channel({
    scope: 'public',
    input: z.strictObject({ address: z.string().max(300) }),
    answer: addressProblem.optional(),
  }),
  /**
   * The next link or backup that somebody opens with the program, or opened before the window was there, or what its tray
   * asks for; nothing where the window asked once more meanwhile.
   */
  nextLink: channel({ scope: 'public', input: z.void(), answer: openedLink.optional() }),
  /** How the program is set and stands; where the window knows `n` already, as soon as that is different. */
  program: channel({ scope: 'public', input: z.int().optional(), answer: programState }),
  setProgram: channel({ scope: 'public', input: programSettings.partial(), answer: z.void() }),
  /** Looks for a newer program now; what comes of it is told by `program`. */
  checkForUpdates: channel({ scope: 'public', input: z.void(), answer: z.void() }),
  /** Ends the program, installs what is ready and starts it again. */
  restartToUpdate: channel({ scope: 'public', input: z.void(), answer: z.void() }),
  /** The words of menus and questions in the window's language. */
  setWords: channel({ scope: 'public', input: programWords, answer: z.void() }),
  setToday: channel({ scope: 'public', input: trayDay, answer: z.void() }),
  /** Lets somebody choose a backup or a folder of this computer; nothing where they choose none. */
  pickPath: channel({
    scope: 'public',
    input: z.strictObject({ what: z.enum(['backup', 'folder']) }),
    answer: z.string().optional(),
  }),
};

export type ChannelName = keyof typeof table;
type Asked = { readonly [Name in ChannelName]: z.input<(typeof table)[Name]['input']> };
type Checked = { readonly [Name in ChannelName]: z.output<(typeof table)[Name]['input']> };
type Answered = { readonly [Name in ChannelName]: z.output<(typeof table)[Name]['answer']> };

/** The table, typed so that a name known only as `Name` still ties handler and schemas together. */
export const channels: {
  readonly [Name in ChannelName]: Channel<z.ZodType<Checked[Name], Asked[Name]>, z.ZodType<Answered[Name]>>;
} = table;

export const channelNames = Object.keys(table).filter((name): name is ChannelName => name in table);

/** The name under which a channel travels. */
export function wireName(name: ChannelName): string {
  return `dunebook:${name}`;
}

/** `window.dunebook`: one method per channel. An error rejects with a sentence for people. */
export type DesktopBridge = {
  readonly [Name in ChannelName]: (input: Asked[Name]) => Promise<Answered[Name]>;
};

/** What main implements: one function per channel, with its input already checked. */
export type ChannelHandlers = {
  readonly [Name in ChannelName]: (input: Checked[Name]) => Answered[Name] | Promise<Answered[Name]>;
};
