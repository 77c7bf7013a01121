import type { Request, Response } from 'express';
import { errorCodes } from '../../shared/errors.ts';
import { statusOf } from './errors.ts';

/** The page that an error's `doc_url` points to. */
export function errorPages(request: Request, response: Response): void {
  const found = Object.entries(errorCodes).find(([code]) => code === request.params.code);
  if (!found) {
    response
      .status(404)
      .type('html')
      .send(page('Unknown error code', '', 'See /v2/errors for all of them.'));
    return;
  }
  const [code, { title, todo }] = found;
  const status = Object.entries(statusOf).find(([name]) => name === code)?.[1] ?? 500;
  response
    .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
    .type('html')
    .send(page(title, `${code} · HTTP ${status}`, todo));
}

function page(title: string, code: string, todo: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:38rem;margin:4rem auto;padding:0 1rem}code{opacity:.7}</style>
<h1>${title}</h1><p><code>${code}</code></p><p>${todo}</p></html>`;
}
