import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { type ChannelHandlers, channelNames, channels } from '../shared/ipc.ts';
import { allScopes } from '../shared/scopes.ts';
import { answerChannel, answerChannels, type IpcSender, isDesk } from './ipc.ts';

const electron = vi.hoisted(() => ({
  handlers: new Map<string, (event: object, input: unknown) => Promise<unknown>>(),
  exposed: new Map<string, Record<string, (input?: unknown) => Promise<unknown>>>(),
  invoked: vi.fn(async () => 'answered'),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (name: string, handler: () => Promise<unknown>) => electron.handlers.set(name, handler),
  },
  ipcRenderer: { invoke: electron.invoked },
  contextBridge: {
    exposeInMainWorld: (name: string, api: Record<string, () => Promise<unknown>>) =>
      electron.exposed.set(name, api),
  },
}));

const desk: IpcSender = { senderFrame: { url: 'app://desk/board', parent: null } };
const handlers = {
  invitation: vi.fn(() => 'inv_0123456789abcdef'),
  hubStatus: vi.fn(() => ({ state: 'ready' as const, url: 'http://127.0.0.1:4650' })),
  appInfo: vi.fn(() => ({ version: '1.0.0', platform: 'linux', computer: 'front' })),
  show: vi.fn(() => undefined),
  hubTarget: vi.fn(() => ({ kind: 'own' as const, keyring: true })),
  hubsNearby: vi.fn(() => []),
  joinHub: vi.fn(() => ({ problem: 'not_found' as const })),
  leaveHub: vi.fn(() => undefined),
  findHub: vi.fn(() => undefined),
  nextLink: vi.fn(() => undefined),
  program: vi.fn(() => ({
    n: 1,
    settings: { look_for_updates: true, close_to_tray: false },
    updates: { state: 'none' as const },
  })),
  setProgram: vi.fn(() => undefined),
  checkForUpdates: vi.fn(() => undefined),
  restartToUpdate: vi.fn(() => undefined),
  setWords: vi.fn(() => undefined),
  setToday: vi.fn(() => undefined),
  pickPath: vi.fn(() => undefined),
} satisfies ChannelHandlers;

beforeEach(() => vi.clearAllMocks());

describe('the door between window and main', () => {
  test('P1: every channel of the table names a known scope', () => {
    for (const name of channelNames) expect(allScopes).toContain(channels[name].scope);
  });

  test('main answers and preload exposes exactly the channels of the table', async () => {
    answerChannels(handlers);
    await import('./preload.ts');
    expect([...electron.handlers.keys()].sort()).toEqual(
      channelNames.map((name) => `dunebook:${name}`).sort(),
    );
    expect([...electron.exposed.keys()]).toEqual(['dunebook']);
    const bridge = electron.exposed.get('dunebook');
    expect(Object.keys(bridge ?? {}).sort()).toEqual([...channelNames].sort());
    expect(await bridge?.invitation?.()).toBe('answered');
    expect(electron.invoked).toHaveBeenCalledWith('dunebook:invitation', undefined);
  });

  test('the desk gets its answer', async () => {
    expect(await answerChannel('appInfo', handlers, desk, undefined)).toEqual({
      version: '1.0.0',
      platform: 'linux',
      computer: 'front',
    });
  });

  test.each<[string, IpcSender]>([
    ['a frame inside the desk', { senderFrame: { url: 'app://desk/', parent: {} } }],
    ['another page', { senderFrame: { url: 'https://example.com/', parent: null } }],
    ['a look-alike', { senderFrame: { url: 'app://desk.example/', parent: null } }],
    ['a frame that went away', { senderFrame: null }],
  ])('%s is refused and no handler runs', async (_who, sender) => {
    expect(isDesk(sender)).toBe(false);
    await expect(answerChannel('invitation', handlers, sender, undefined)).rejects.toThrow('own page only');
    expect(handlers.invitation).not.toHaveBeenCalled();
  });

  test('an input that the table does not know is refused and no handler runs', async () => {
    await expect(answerChannel('invitation', handlers, desk, { for: 'me' })).rejects.toThrow(z.ZodError);
    expect(handlers.invitation).not.toHaveBeenCalled();
  });
});
