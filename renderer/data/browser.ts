import { idMaker } from '../../shared/ids.ts';
import type { DesktopBridge } from '../../shared/ipc.ts';
import { dexieStorage } from './dexie-storage.ts';
import type { Channel, Platform } from './platform.ts';

/** What Electron's preload gives a window; a browser has none. */
interface DeskWindow {
  readonly dunebook?: DesktopBridge;
}

/**
 * The platform of a real window: the composition root of the desk's data layer.
 * @param firstScreen Resolves when the window shows what it shows first.
 */
export function browserPlatform(firstScreen?: Promise<void>): Platform {
  const bridge = (window as DeskWindow).dunebook;
  let unused = takenFromLink('invitation');
  const setupSecret = takenFromLink('setup') ?? sessionStorage.getItem(setupKey) ?? undefined;
  if (setupSecret !== undefined) sessionStorage.setItem(setupKey, setupSecret);
  return {
    storage: dexieStorage(),
    removeStore,
    severalWindows: true,
    ...(firstScreen && { firstScreen }),
    baseUrl: '',
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
    makeId: idMaker(
      () => Date.now(),
      (count) => crypto.getRandomValues(new Uint8Array(count)),
    ),
    makeUuid: () => crypto.randomUUID(),
    keyValue: localStorage,
    async lead(name, signal, held) {
      try {
        await navigator.locks.request(name, { signal }, held);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    openChannel,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    watchOnline(onOnline, onOffline) {
      const whenVisible = () => document.visibilityState === 'visible' && onOnline();
      addEventListener('online', onOnline);
      addEventListener('offline', onOffline);
      document.addEventListener('visibilitychange', whenVisible);
      return () => {
        removeEventListener('online', onOnline);
        removeEventListener('offline', onOffline);
        document.removeEventListener('visibilitychange', whenVisible);
      };
    },
    async takeInvitation(mayAsk) {
      const invitation = unused;
      unused = undefined;
      return invitation ?? (mayAsk ? bridge?.invitation() : undefined);
    },
    ...(bridge && {
      async whyAway() {
        const target = await bridge.hubTarget();
        const other = target.kind === 'lan' && target.problem === 'other_certificate';
        return other ? ('untrusted' as const) : ('offline' as const);
      },
      leaveHub: () => bridge.leaveHub(),
    }),
    program: import.meta.env.VITE_PROGRAM,
    setupSecret,
    forgetSetup: () => sessionStorage.removeItem(setupKey),
    deskName: bridge ? 'Desk on the hub’s computer' : 'Desk in a browser',
  };
}

const setupKey = 'dunebook.setup';

/** The secret of a link such as `/#invitation=inv_…`, removed from the address bar and the history at once. */
function takenFromLink(name: 'invitation' | 'setup'): string | undefined {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const secret = parameters.get(name);
  if (secret === null) return undefined;
  parameters.delete(name);
  const rest = parameters.toString();
  history.replaceState(history.state, '', `${location.pathname}${location.search}${rest && `#${rest}`}`);
  return secret;
}

/** Each collection is a database of its own for the browser. */
async function removeStore(name: string): Promise<void> {
  const all = await indexedDB.databases();
  const own = all.flatMap((one) => (one.name?.startsWith(`rxdb-dexie-${name}--`) ? [one.name] : []));
  await Promise.all(
    own.map(
      (one) =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase(one);
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
          request.onblocked = () => reject(new Error('another window has the damaged store open'));
        }),
    ),
  );
}

function openChannel(name: string): Channel {
  const channel = new BroadcastChannel(`${name}-windows`);
  return {
    post: (message) => channel.postMessage(message),
    listen(onMessage) {
      const listener = (event: MessageEvent<unknown>) => onMessage(event.data);
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
    close: () => channel.close(),
  };
}
