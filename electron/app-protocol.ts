import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol } from 'electron';
import { deskScheme } from './origin.ts';
import { routeOf } from './routes.ts';

/**
 * What the desk's page may load: itself. Styles are inline because the component library writes them into the page;
 * scripts never are.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const fileHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** What `app://desk` is made of. */
export interface Desk {
  /** Absolute folder of the built desk. */
  readonly deskDir: string;
  /** Asks the hub; `path` with its query. */
  readonly send: (request: Request, path: string) => Promise<Response>;
}

/** Must run before Electron is ready: makes `app://` a secure origin with storage and streams. */
export function registerDeskScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: deskScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** Serves the desk to its window. */
export function serveDesk(desk: Desk): void {
  protocol.handle(deskScheme, (request) => answer(request, desk));
}

/** Answers one request of the window: a file of the desk, the hub's answer, or a refusal. */
export async function answer(request: Request, desk: Desk): Promise<Response> {
  const route = routeOf(request, desk.deskDir);
  switch (route.to) {
    case 'nowhere':
      return new Response(null, { status: route.status });
    case 'hub':
      return desk.send(request, route.path);
    case 'file':
      return fileAnswer(route.file, request.method);
  }
}

async function fileAnswer(file: string, method: string): Promise<Response> {
  try {
    const bytes = await readFile(file);
    const contentType = contentTypes[extname(file)] ?? 'application/octet-stream';
    return new Response(method === 'HEAD' ? null : bytes, {
      headers: { ...fileHeaders, 'content-type': contentType },
    });
  } catch {
    return new Response(null, { status: 404, headers: fileHeaders });
  }
}
