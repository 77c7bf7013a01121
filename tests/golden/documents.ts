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

/** The fields of one of OVERVIEW's interfaces, in its order. */
export function overviewFields(name: 'Service'): string[] {
  const [, block = ''] = overview.split(`interface ${name} {`);
  return [...(block.split('\n}')[0] ?? '').matchAll(/^ {2}(\w+):/gm)].map((match) => match[1] ?? '');
}

/** The codes of OVERVIEW's table of errors, in its order. */
export function overviewErrorCodes(): string[] {
  const [, table = ''] = overview.split('### Common Error Codes');
  return [...table.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1] ?? '');
}

/** The JSON block under one of OVERVIEW's headings. */
export function overviewExample(
  heading: 'Example Service' | 'Webhook Events' | 'Error Response Format',
): Record<string, unknown> {
  const [, section = ''] = overview.split(`### ${heading}`);
  return jsonObject.parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(section)?.[1] ?? ''));
}

/** REF's table of plans, each row as it stands in the text, where columns have run together: `Starter1050050,000`. */
export function refPlans(): string[] {
  const [, table = ''] = ref.split('PlanPer secondPer minutePer day\n');
  return table.split('\n\n')[0]?.split('\n') ?? [];
}

/** The headers under REF's "Authentication". */
export function refAuthentication(): Readonly<Record<string, string>> {
  const [, section = ''] = ref.split('  • test_ prefix');
  const lines = section.split('\n\n')[0]?.split('\n').slice(1) ?? [];
  return Object.fromEntries(lines.map((line) => line.split(/: (.*)/, 2)));
}

/** A sentence of REF. */
export function refSays(sentence: string): boolean {
  return ref.includes(sentence);
}

/** OVERVIEW's table of limits: `Booking creation` → `10/minute`. */
export function overviewLimits(): Readonly<Record<string, string>> {
  const [, section = ''] = overview.split('## Rate Limits');
  const rows = [...section.matchAll(/^\| (\w[^|]*?) +\| (\d[^|]*?) +\|$/gm)];
  return Object.fromEntries(rows.map(([, name = '', limit = '']) => [name, limit]));
}
