import type { IpcMain, IpcMainInvokeEvent } from 'electron';

/** As much of Electron's event as a handler is given. */
export interface InvokeEvent {
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null;
}

type Handler = (event: InvokeEvent, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle(channel: Parameters<IpcMain['handle']>[0], listener: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  },
};

const declared: IpcMainInvokeEvent extends InvokeEvent ? true : false = true;
void declared;

/** Hands a message of a window to its handler. An error arrives in the window in Electron's words. */
export async function invoke(
  event: InvokeEvent,
  channel: string,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return await handler(event, ...args);
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
  }
}
