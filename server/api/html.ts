import type { Response } from 'express';

/** Text as HTML shows it. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style =
  ':root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}' +
  'pre{overflow:auto;padding:1rem;border:1px solid #8884;border-radius:8px;font-size:14px;line-height:1.45}' +
  'h1{line-height:1.2}nav,dt code,.code{opacity:.75}dd{margin:0 0 .75rem}li{margin:.25rem 0}';

/** Answers with a page of text that needs nothing from anywhere. `content` is HTML. */
export function sendPage(response: Response, title: string, content: string, status = 200): void {
  response
    .status(status)
    .set({
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    })
    .type('html')
    .send(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${style}</style>
<nav><a href="/v2/docs">API</a> · <a href="/errors">Errors</a> · <a href="/v2/docs/changelog">Changelog</a></nav>
<main><h1>${escaped(title)}</h1>${content}</main></html>`);
}
