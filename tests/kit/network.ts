import { wireVersion } from '../../shared/wire/version.ts';

/** The network between a desk and its hub, with the faults that a test asks for. */
export interface TestNetwork {
  readonly fetch: typeof fetch;
  readonly watchOnline: (onOnline: () => void) => () => void;
  /** Ends every connection and lets none be made. */
  cut(): void;
  mend(): void;
  sendTwice(): void;
  /** The hub gets the next `count` requests to `path`, but its answers are lost. */
  dropAnswers(path: string, count: number): void;
  /**
   * Pushed intents are of this version of the messages; those of another than the present have another shape, too, and
   * the desk says that it keeps documents of another one.
   */
  pretendWireVersion(version: number): void;
}

/** A network without faults. */
export function testNetwork(): TestNetwork {
  let isCut = false;
  let twice = false;
  let wire: number | undefined;
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

  return {
    async fetch(input, asked) {
      const path = new URL(String(input)).pathname;
      if (wire !== undefined && wire !== wireVersion)
        input = String(input).replace(/schema=\d+/, 'schema=999');
      const init = wire === undefined ? asked : { ...asked, ...withWire(asked?.body, wire) };
      const isStream = path.endsWith('/stream');
      if (twice && !isStream) await (await send(input, init)).arrayBuffer();
      const response = await send(input, init);
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
      for (const listener of listeners) listener();
    },
    sendTwice() {
      twice = true;
    },
    dropAnswers(path, count) {
      dropped.set(path, count);
    },
    pretendWireVersion(version) {
      wire = version;
    },
  };
}

function withWire(body: unknown, wire: number): { body?: string } {
  if (typeof body !== 'string') return {};
  const said = body.replace(/"wire":\d+/, `"wire":${wire}`);
  return { body: wire === wireVersion ? said : said.replaceAll('"issued_at":', `"issued_at_${wire}":`) };
}
