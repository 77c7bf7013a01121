import type { Request, Response } from 'express';
import { type ErrorCode, errorCodes } from '../../shared/errors.ts';
import { refErrors, statusOf } from './errors.ts';
import { errorExample } from './examples.ts';
import { escaped, sendPage } from './html.ts';
import { overviewErrors } from './v1/errors.ts';

/** The page that an error's `doc_url` points to: what happened, what to do, and what the answer looks like. */
export function errorPages(request: Request, response: Response): void {
  const code = allCodes.find((one) => one === request.params.code);
  if (!code) {
    sendPage(response, 'Unknown error code', '<p>There are <a href="/errors">these</a>.</p>', 404);
    return;
  }
  const { title, todo } = errorCodes[code];
  const example = JSON.stringify(errorExample(refErrors, code), null, 2);
  const v1 = `In /v1 it is <code>${overviewErrors.codeOf(code)}</code> with HTTP ${overviewErrors.statusOf(code)}.`;
  const content = [
    `<p class="code"><code>${code}</code> · HTTP ${statusOf[code]}</p>`,
    `<h2>What happened</h2><p>${escaped(title)}.</p>`,
    `<h2>What to do</h2><p>${escaped(todo)}</p>`,
    `<h2>Example</h2><pre><code>HTTP/1.1 ${statusOf[code]}\nContent-Type: application/json\n\n${escaped(example)}</code></pre>`,
    `<p>${v1} Tell us the <code>request_id</code> if you need help: the hub’s log has it.</p>`,
  ];
  sendPage(response, title, content.join('\n'));
}

/** All error codes by status. */
export function errorIndex(_request: Request, response: Response): void {
  const rows = allCodes
    .toSorted((a, b) => statusOf[a] - statusOf[b] || (a < b ? -1 : 1))
    .map(
      (code) =>
        `<dt><a href="/errors/${code}"><code>${code}</code></a> · HTTP ${statusOf[code]}</dt><dd>${escaped(errorCodes[code].title)}.</dd>`,
    );
  const form =
    '<p>Every error has this form; <code>code</code> is one of the list and never changes its meaning.</p>';
  const example = escaped(JSON.stringify(errorExample(refErrors, 'not_found'), null, 2));
  sendPage(response, 'Errors', `${form}<pre><code>${example}</code></pre><dl>${rows.join('\n')}</dl>`);
}

const allCodes: readonly ErrorCode[] = Object.keys(errorCodes).filter(
  (code): code is ErrorCode => code in errorCodes,
);
