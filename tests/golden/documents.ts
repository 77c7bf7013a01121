import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** The two binding documents, as they were handed over. */
const ref = readFileSync(new URL('reference/api-reference-v2.txt', import.meta.url), 'utf8');
const overview = readFileSync(new URL('reference/api-overview.md', import.meta.url), 'utf8');

const jsonObject = z.record(z.string(), z.unknown());

export interface Message {
  /** `POST /v2/bookings` or `HTTP/2 201 Created`. */
  readonly first: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The example under one of REF's headings. */
export function refExample(
  heading: 'Common request format' | 'Common response format' | 'Error format' | 'Pagination',
): Message {
  const section = ref.slice(ref.indexOf(`${heading}\n`) + heading.length).trimStart();
  const lines = section.replace(/^\/\/.*\n/, '').split('\n');
  const open = lines.indexOf('{');
  const close = lines.indexOf('}');
  const [first = '', ...headers] = lines.slice(0, open).filter((line) => line !== '');
  // REF shortens a list to [...]
  const json = lines
    .slice(open, close + 1)
    .join('\n')
    .replace('[...]', '[]');
  return {
    first,
    headers: Object.fromEntries(headers.map((line) => line.split(/: (.*)/, 2))),
    body: jsonObject.parse(JSON.parse(json)),
  };
}

/** The JSON block under one of OVERVIEW's headings. */
export function overviewExample(heading: 'Example Service'): Record<string, unknown> {
  const [, section = ''] = overview.split(`### ${heading}`);
  return jsonObject.parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(section)?.[1] ?? ''));
}
