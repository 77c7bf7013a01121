import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, type Router } from 'express';
import { changelog } from './changelog.ts';
import { escaped, sendPage } from './html.ts';

/** The explorer may speak to this hub and to nothing else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Dunebook API</title><link rel="icon" href="data:,">
<div id="explorer"></div>
<noscript>The explorer needs JavaScript. <a href="/v2/openapi.json">The document itself</a> does not.</noscript>
<script src="/v2/docs/explorer.js"></script><script src="/v2/docs/start.js"></script></html>`;

/** The key is kept by the browser, so it is entered once; with a `_test_` key whatever is tried is in the sandbox. */
const start = `Scalar.createApiReference('#explorer', ${JSON.stringify({
  url: '/v2/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  persistAuth: true,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  authentication: { preferredSecurityScheme: 'key' },
})});\n`;

/** Where the explorer's program is: beside the built hub, or in its package. */
const places = [
  '../docs/explorer.js',
  '../../docs/explorer.js',
  '../../node_modules/@scalar/api-reference/dist/browser/standalone.js',
].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** `/v2/docs`: the explorer and the changelog, which ask nobody but this hub for anything. */
export function docsRouter(): Router {
  const router = express.Router();
  router.get('/', (_request, response) => send(response, 'html', page));
  router.get('/start.js', (_request, response) => send(response, 'js', start));
  router.get('/explorer.js', sendExplorer);
  router.get('/changelog', sendChangelog);
  return router;
}

function send(response: Response, type: string, text: string): void {
  response.set(headers).set('Cache-Control', 'no-cache').type(type).send(text);
}

function sendExplorer(_request: Request, response: Response): void {
  const file = places.find((place) => existsSync(place));
  if (!file) {
    send(response.status(404), 'js', "document.body.append('The explorer is not part of this build.');\n");
    return;
  }
  response
    .set({ ...headers, 'Cache-Control': 'no-cache' })
    .type('js')
    .sendFile(file);
}

function sendChangelog(_request: Request, response: Response): void {
  const entries = changelog.map(
    ({ version, date, changes }) =>
      `<h2>${version} · ${date}</h2><ul>${changes.map((one) => `<li>${escaped(one)}</li>`).join('\n')}</ul>`,
  );
  sendPage(response, 'Changelog', entries.join('\n'));
}
