import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '../../../server/api/graphql/limits.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { asker } from './ask.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/graphql.md'), 'utf8');

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  await referencePractice(hub);
});
afterAll(() => hub.stop());

interface Example {
  /** What is asked: a query, or a command line. */
  readonly text: string;
  readonly kind: 'graphql' | 'sh';
  readonly variables: Record<string, unknown>;
  readonly answer: unknown;
}

/** Every fenced block that asks, with the variables and the answer that follow it. */
function examplesOf(markdown: string): Example[] {
  const blocks = [...markdown.matchAll(/^```(graphql|sh|json variables|json answer)\n([\s\S]*?)^```$/gm)];
  const examples: Example[] = [];
  let asked: { kind: 'graphql' | 'sh'; text: string } | undefined;
  let variables: Record<string, unknown> = {};
  for (const [, kind = '', text = ''] of blocks) {
    if (kind === 'graphql' || kind === 'sh') {
      asked = { kind, text };
      variables = {};
    } else if (kind === 'json variables') variables = JSON.parse(text);
    else if (asked) examples.push({ ...asked, variables, answer: matcherOf(JSON.parse(text)) });
  }
  return examples;
}

/** `…` stands for any text, and of a list the page may show the beginning. */
function matcherOf(value: unknown): unknown {
  if (value === '…') return expect.any(String);
  if (Array.isArray(value)) return expect.arrayContaining(value.map(matcherOf));
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([name, inner]) => [name, matcherOf(inner)]);
  return expect.objectContaining(Object.fromEntries(fields));
}

test('docs/graphql.md: every example answers as it says, from top to bottom', async () => {
  const ask = asker(hub);
  const examples = examplesOf(page);
  expect(examples).toHaveLength([...page.matchAll(/^```(graphql|sh)$/gm)].length);
  for (const { kind, text, variables, answer } of examples) {
    const env = { ...process.env, HUB: hub.url, KEY: hub.keys.live };
    const body: unknown =
      kind === 'sh'
        ? JSON.parse((await promisify(execFile)('sh', ['-c', text], { env })).stdout)
        : (await ask(text, variables)).body;
    expect([text, body]).toEqual([text, answer]);
  }
});

test('docs/graphql.md: the limits that it tells are those that hold', () => {
  const told = page.replace(/\s+/g, ' ').replaceAll(',', '');
  for (const [name, text] of [
    ['tokens', 'words and brackets'],
    ['depth', 'levels'],
    ['aliases', 'aliases'],
    ['directives', 'directives'],
    ['values', 'values'],
    ['documents', 'documents'],
  ] as const)
    expect(told).toContain(`${limits[name]} ${text}`);
});
