import type { CustomScheme, Protocol } from 'electron';

type Handler = Parameters<Protocol['handle']>[1];

const schemes: CustomScheme[] = [];
const handlers = new Map<string, Handler>();

/**
 * Chromium's own schemes cannot be added from outside, so `app://desk` is `http://desk.localhost` in the page: also
 * standard, secure and an origin of its own. Main only ever sees the first.
 */
const suffix = '.localhost';

export const protocol = {
  registerSchemesAsPrivileged(customSchemes) {
    schemes.push(...customSchemes);
  },
  handle(scheme, handler) {
    const known = schemes.find((custom) => custom.scheme === scheme);
    const { standard, secure, supportFetchAPI, stream } = known?.privileges ?? {};
    // What a page over HTTP has anyway, a scheme has only if it was asked for.
    if (!(standard && secure && supportFetchAPI && stream))
      throw new Error(`${scheme}:// lacks a privilege that the double gives every page.`);
    handlers.set(scheme, handler);
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

/** The address in Chromium of a page that main names. */
export function pageUrl(url: string): string {
  const { protocol: scheme, host, pathname, search, hash } = new URL(url);
  if (!handlers.has(scheme.slice(0, -1))) return url;
  return `http://${host}${suffix}${pathname}${search}${hash}`;
}

/** How Electron would name a page of Chromium. */
export function appUrl(url: string): string {
  const parsed = URL.parse(url);
  const [scheme] = handlers.keys();
  if (parsed?.protocol !== 'http:' || !parsed.host.endsWith(suffix) || scheme === undefined) return url;
  const { host, pathname, search, hash } = parsed;
  return `${scheme}://${host.slice(0, -suffix.length)}${pathname}${search}${hash}`;
}

/** Asks the handler that main registered. */
export async function answerOf(request: Request): Promise<Response> {
  const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
  return handler === undefined ? Response.error() : handler(request);
}
