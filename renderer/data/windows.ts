import * as z from 'zod';
import { minutes } from '../../shared/time/instants.ts';
import { fetchedAtLast, soon } from './fetched-at-last.ts';
import { readSession, type Session } from './session.ts';
import { type Signal, sameJson, signal, until } from './signal.ts';
import type { Sync, SyncDeps } from './sync.ts';
import type { Connection } from './types.ts';

/** What all windows of a desk know of the one connection that they share. */
type Status = Pick<Connection, 'state' | 'skewMinutes' | 'trouble'>;

/** The windows of one desk: one leads and speaks with the hub, the others hear of it. */
export interface Windows {
  readonly status: Signal<Status>;
  readonly session: Signal<Session>;
  /** Counts how often the hub said that what it alone knows may be different by now. */
  readonly notices: Signal<number>;
  /** A desk that was paired again goes on with its new token, in all windows. */
  adoptSession(session: Session): void;
  wake(): void;
  /** Whether the hub is there to be asked; who asks while it is being looked for waits a little for the answer. */
  isHubHere(): Promise<boolean>;
  close(): Promise<void>;
}

const connectionStates = [
  'online',
  'connecting',
  'offline',
  'untrusted',
  'unpaired',
  'revoked',
  'update_required',
] as const;

/** What windows tell each other. */
const windowMessage = z.discriminatedUnion('kind', [
  /** A new window asks how things stand. */
  z.object({ kind: z.literal('hello') }),
  z.object({
    kind: z.literal('status'),
    state: z.enum(connectionStates),
    skewMinutes: z.number(),
    trouble: z.enum(['full']).optional(),
  }),
  /** The session in `keyValue` is another one. */
  z.object({ kind: z.literal('session') }),
  z.object({ kind: z.literal('wake') }),
  z.object({ kind: z.literal('notice') }),
]);
type WindowMessage = z.output<typeof windowMessage>;

/** Joins the windows of the desk; leads as soon as no other window does. */
export function openWindows(
  deps: Omit<SyncDeps, 'token' | 'onSkew' | 'onTrouble' | 'onNotice'>,
  paired: Session,
): Windows {
  const { platform } = deps;
  const name = deps.database.rx.name;
  const status = signal<Status>({ state: 'connecting', skewMinutes: 0 }, sameJson);
  const session = signal<Session>(paired, sameJson);
  const notices = signal(0);
  const channel = platform.openChannel(name);
  const leading = new AbortController();
  let sync: Sync | undefined;

  function tell(message: WindowMessage): void {
    channel.post(message);
  }

  function setStatus(change: Partial<Status>): void {
    status.set({ ...status.get(), ...change });
    tell({ kind: 'status', ...status.get() });
  }

  const unlisten = channel.listen((raw) => {
    const message = windowMessage.safeParse(raw).data;
    if (message?.kind === 'hello' && sync) tell({ kind: 'status', ...status.get() });
    if (message?.kind === 'status' && !sync)
      status.set({ state: message.state, skewMinutes: message.skewMinutes, trouble: message.trouble });
    if (message?.kind === 'session') session.set(readSession(platform.keyValue) ?? session.get());
    if (message?.kind === 'notice') notices.set(notices.get() + 1);
    if (message?.kind === 'session' || message?.kind === 'wake') sync?.link.wake();
  });
  tell({ kind: 'hello' });

  /** Leads until the window closes. */
  async function lead(): Promise<void> {
    await platform.firstScreen;
    const { openSync } = await fetchedAtLast(platform.after, () => import('./sync.ts'));
    if (leading.signal.aborted) return;
    const opened = openSync({
      ...deps,
      token: () => session.get().token,
      onSkew: (ms) => setStatus({ skewMinutes: Math.round(ms / minutes(1)) }),
      onTrouble: (trouble) => trouble !== status.get().trouble && setStatus({ trouble }),
      onNotice() {
        notices.set(notices.get() + 1);
        tell({ kind: 'notice' });
      },
    });
    sync = opened;
    const follow = opened.link.state.subscribe(() => setStatus({ state: opened.link.state.get() }));
    setStatus({ state: opened.link.state.get() });
    await new Promise<void>((resolve) => {
      leading.signal.addEventListener('abort', () => resolve());
      if (leading.signal.aborted) resolve();
    });
    follow();
    await opened.close();
    sync = undefined;
  }

  const led = platform.lead(name, leading.signal, lead);

  return {
    status,
    session,
    notices,
    adoptSession(next) {
      session.set(next);
      tell({ kind: 'session' });
      sync?.link.wake();
    },
    wake() {
      tell({ kind: 'wake' });
      sync?.link.wake();
    },
    async isHubHere() {
      await soon(
        platform.after,
        until(status, ({ state }) => state !== 'connecting'),
      );
      return status.get().state === 'online';
    },
    async close() {
      leading.abort();
      await led;
      unlisten();
      channel.close();
    },
  };
}
