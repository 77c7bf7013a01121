import { extname, join, sep } from 'node:path';
import { isDeskUrl } from './origin.ts';

/** Where a request of the window goes. */
export type Route =
  | { readonly to: 'file'; readonly file: string }
  /** Path and query at the hub. */
  | { readonly to: 'hub'; readonly path: string }
  | { readonly to: 'nowhere'; readonly status: 400 | 404 | 405 };

/** What main forwards to the hub; everything else is a file of the desk or nothing. */
const forwarded = ['/v2', '/calendar'];

/**
 * Decides about one request.
 * @param deskDir absolute folder of the built desk
 */
export function routeOf(request: { method: string; url: string }, deskDir: string): Route {
  if (!isDeskUrl(request.url)) return { to: 'nowhere', status: 404 };
  const { pathname, search } = new URL(request.url);
  const path = decodedPath(pathname);
  if (path === undefined) return { to: 'nowhere', status: 400 };
  if (forwarded.some((prefix) => pathname === prefix || pathname.startsWith(`${prefix}/`))) {
    return { to: 'hub', path: pathname + search };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return { to: 'nowhere', status: 405 };
  return { to: 'file', file: deskFile(path, deskDir) };
}

/** The file behind a path. A path without an extension is a screen of the desk, which index.html draws. */
function deskFile(path: string, deskDir: string): string {
  return join(deskDir, extname(path) === '' ? 'index.html' : path);
}

/** The decoded path, or nothing where it tries to be more than a path below the folder. */
function decodedPath(pathname: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const suspicious = path.includes('\0') || path.includes('\\') || (sep === '\\' && path.includes(':'));
  return suspicious || path.split('/').includes('..') ? undefined : path;
}
