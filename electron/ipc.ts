import { ipcMain } from 'electron';
import { type ChannelHandlers, type ChannelName, channelNames, channels, wireName } from '../shared/ipc.ts';
import { isDeskUrl } from './origin.ts';

/** As much of Electron's event as the check of the sender needs. */
export interface IpcSender {
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null;
}

/** Whether a message comes from the main frame of the desk's own page; frames that went away do not count. */
export function isDesk({ senderFrame }: IpcSender): boolean {
  return senderFrame !== null && senderFrame.parent === null && isDeskUrl(senderFrame.url);
}

/**
 * The one door between window and main process: answers the channels of `shared/ipc.ts` and nothing else.
 * Another sender or another input than the table says is refused before any handler runs.
 */
export function answerChannels(handlers: ChannelHandlers): void {
  for (const name of channelNames) {
    ipcMain.handle(wireName(name), (event, input: unknown) => answerChannel(name, handlers, event, input));
  }
}

/** Answers one message; the answer, too, is what the table says or an error. */
export async function answerChannel<Name extends ChannelName>(
  name: Name,
  handlers: ChannelHandlers,
  sender: IpcSender,
  input: unknown,
): Promise<unknown> {
  if (!isDesk(sender)) throw new Error(`${name} is for the desk's own page only.`);
  const { input: inputSchema, answer } = channels[name];
  return answer.parse(await handlers[name](inputSchema.parse(input)));
}
