import * as z from 'zod';
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

/**
 * The one table of channels between window and main process: `electron/ipc.ts` answers exactly these,
 * `electron/preload.ts` exposes exactly these as `window.dunebook`, and both get their types from here.
 */
const table = {
  /**
   * A one-time invitation (`inv_…`) with which this window pairs itself to the hub of this computer; while that has no
   * practice, the secret to set one up (`set_…`).
   */
  invitation: channel({ scope: 'invites:write', input: z.void(), answer: z.string().regex(/^(inv|set)_/) }),
  hubStatus: channel({ scope: 'public', input: z.void(), answer: hubStatus }),
  appInfo: channel({
    scope: 'public',
    input: z.void(),
    answer: z.object({ version: z.string(), platform: z.string() }),
  }),
  /** Brings the window to the front, for somebody who clicked on a notification of it. */
  show: channel({ scope: 'public', input: z.void(), answer: z.void() }),
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
