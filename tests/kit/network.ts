import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';

/** The network between a desk and its hub, with the faults that a test asks for. */
export interface TestNetwork {
  readonly fetch: typeof fetch;
  readonly watchOnline: (onOnline: () => void) => () => void;
  /** Ends every connection and lets none be made. */
  cut(): void;
  /** Everything arrives again, and whoever waits for that hears of it. */
  mend(): void;
  /** Every request reaches the hub twice; the second answer arrives, where the second is not refused by its nature. */
  sendTwice(): void;
  /** The hub gets the next `count` requests to `path`, but its answers are lost. */
  dropAnswers(path: string, count: number): void;
  /** The next `count` requests never reach the hub. */
  dropRequests(count: number): void;
  /** Each of the next `count` requests waits until a later one was answered, or for a moment where none comes. */
  reorder(count: number): void;
  /** The next request with pushed intents reaches the hub once more, after the one that follows it. */
  repeatLate(): void;
  /**
   * Pushed intents are of this version of the messages. One that the hub still reads says what it knew to say; others
   * have another shape, too, and the desk says that it keeps documents of another one.
   */
  pretendWireVersion(version: number): void;
}

/** Milliseconds that a request waits at most for others to overtake it. */
const longestWait = 50;

/** A network without faults. */
export function testNetwork(): TestNetwork {
  let isCut = false;
  let twice = false;
  let wire: number | undefined;
  let lostRequests = 0;
  let overtaken = 0;
  let repeats = false;
  /** Sends a request once more that was answered already. */
  let ghost: (() => Promise<unknown>) | undefined;
  const waitingForOthers = new Set<() => void>();
  const dropped = new Map<string, number>();
  const open = new Set<AbortController>();
  const listeners = new Set<() => void>();

  async function send(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    if (isCut) throw new TypeError('the network is cut');
    const controller = new AbortController();
    open.add(controller);
    const signal = AbortSignal.any([controller.signal, ...(init.signal ? [init.signal] : [])]);
    return fetch(input, { ...init, signal });
  }

  async function untilOvertaken(): Promise<void> {
    if (overtaken === 0) return;
    overtaken--;
    await new Promise<void>((resolve) => {
      waitingForOthers.add(resolve);
      setTimeout(resolve, longestWait);
    });
  }

  function letOthersGo(): void {
    for (const go of waitingForOthers) go();
    waitingForOthers.clear();
  }

  /** What was asked for once more after the request that follows it. */
  async function haunt(input: string | URL | Request, init?: RequestInit): Promise<void> {
    const late = ghost;
    ghost = undefined;
    if (repeats) ghost = async () => (await send(input, init)).arrayBuffer();
    repeats = false;
    await late?.().catch(() => undefined);
  }

  return {
    async fetch(input, asked) {
      const path = new URL(String(input)).pathname;
      if (wire !== undefined && !isReadable(wire)) input = String(input).replace(/schema=\d+/, 'schema=999');
      const init = wire === undefined ? asked : { ...asked, ...withWire(asked?.body, wire) };
      const isStream = path.endsWith('/stream');
      if (lostRequests > 0) {
        lostRequests--;
        throw new TypeError('the request was lost');
      }
      if (!isStream) await untilOvertaken();
      // An invitation works once: of it, the first answer arrives.
      const isPairing = path.endsWith('/pair');
      if (twice && !isStream && !isPairing) await (await send(input, init)).arrayBuffer();
      const response = await send(input, init);
      if (twice && isPairing) await (await send(input, init)).arrayBuffer();
      if (!isStream) letOthersGo();
      if (path === '/v2/sync/intents') await haunt(input, init);
      const drops = dropped.get(path) ?? 0;
      if (drops === 0) return response;
      dropped.set(path, drops - 1);
      await response.arrayBuffer();
      throw new TypeError('the answer was lost');
    },
    watchOnline(onOnline) {
      listeners.add(onOnline);
      return () => listeners.delete(onOnline);
    },
    cut() {
      isCut = true;
      for (const controller of open) controller.abort();
      open.clear();
    },
    mend() {
      isCut = false;
      lostRequests = 0;
      for (const listener of listeners) listener();
    },
    sendTwice() {
      twice = true;
    },
    dropAnswers(path, count) {
      dropped.set(path, count);
    },
    dropRequests(count) {
      lostRequests = count;
    },
    reorder(count) {
      overtaken = count;
    },
    repeatLate() {
      repeats = true;
    },
    pretendWireVersion(version) {
      wire = version;
    },
  };
}

function isReadable(wire: number): boolean {
  return wire >= oldestWireVersion && wire <= wireVersion;
}

function withWire(body: unknown, wire: number): { body?: string } {
  if (typeof body !== 'string') return {};
  const said = body.replace(/"wire":\d+/, `"wire":${wire}`);
  if (wire === wireVersion) return { body: said };
  return {
    body: isReadable(wire) ? asBefore(said) : said.replaceAll('"issued_at":', `"issued_at_${wire}":`),
  };
}

/** Version 1 knew neither sessions nor how a desk is. */
function asBefore(body: string): string {
  const { program, waiting, ...request } = JSON.parse(body);
  for (const intent of request.intents ?? []) delete intent.session;
  return JSON.stringify(request);
}
