import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { type Figure, figureOf, type Section, sample } from './harness.ts';

const people = 50_000;
const perKind = 200;

const given = [
  'Priya',
  'Zoë',
  'Anna',
  'Ravi',
  'Meera',
  'José',
  'Fatima',
  'Chen',
  'Ingrid',
  'Olu',
  'Mateo',
  'Aoife',
  'Søren',
  'Yuki',
  'Noor',
  'Ana María',
  'Thomas',
  'Lena',
  'Kwame',
  'Sofía',
];
const family = [
  'Sharma',
  'Ångström',
  'Berg',
  'Kumar',
  'Rao',
  'García',
  'Khan',
  'Wei',
  'Larsen',
  'Adeyemi',
  'Rossi',
  'Murphy',
  'Nguyen',
  'Tanaka',
  'Haddad',
  'Müller',
  'Cohen',
  'O’Brien',
  'Mensah',
  'López',
];

/** What people type, by kind: as they type it, letter by letter and whole. */
const kinds: Readonly<Record<string, (i: number) => string>> = {
  'one letter': (i) => String.fromCharCode(97 + (i % 26)),
  'beginning of a name': (i) => folded(pick(i)[0]).slice(0, 3),
  'family name': (i) => folded(pick(i)[1]),
  'two words, either way round': (i) => `${folded(pick(i)[1]).slice(0, 4)} ${folded(pick(i)[0]).slice(0, 2)}`,
  'one letter each': (i) =>
    `${String.fromCharCode(97 + (i % 26))} ${String.fromCharCode(97 + ((i * 7) % 26))}`,
  'three digits': (i) => String(100 + ((i * 37) % 900)),
  'whole phone number': (i) => `0${9_000_000_000 + i * 211}`,
  'e-mail address': (i) => `p${(i * 241) % people}@ex`,
  nobody: (i) => `xq${i}`,
};

/** Typing into the search over HTTP, among 50,000 customers (issue "The /v2 contract": at most 20 ms, p95). */
export const search: Section = {
  name: 'search',
  async run() {
    const hub = await startChild();
    const { url, key } = z.object({ url: z.string(), key: z.string() }).parse(hub.ready);
    const headers = { authorization: `Bearer ${key}` };
    await fill(url, headers);
    const figures: Figure[] = [];
    const all: number[] = [];
    for (const [kind, textOf] of Object.entries(kinds)) {
      const samples = await sample(perKind, async (i) => {
        const q = encodeURIComponent(textOf(Math.abs(i)));
        const response = await fetch(`${url}/v2/customers?q=${q}&limit=20`, { headers });
        if (response.status !== 200) throw new Error(await response.text());
        await response.arrayBuffer();
      });
      all.push(...samples);
      figures.push(figureOf('search', kind, samples, { bar: { on: 'p95', atMost: 20 } }));
    }
    hub.process.kill('SIGTERM');
    return [...figures, figureOf('search', 'all of these', all, { bar: { on: 'p95', atMost: 20 } })];
  },
};

function pick(i: number): readonly [string, string] {
  return [given[i % given.length] ?? '', family[Math.floor(i / given.length) % family.length] ?? ''];
}

/** As somebody types who has no accents on the keyboard. */
function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-z ]/gi, '')
    .toLowerCase();
}

/** Fills the practice the way practices are filled: from a file. */
async function fill(url: string, headers: Record<string, string>): Promise<void> {
  const lines = Array.from({ length: people }, (_, i) => {
    const [first, last] = pick(i);
    return `${first} ${last}${i >= 400 ? ` ${folded(last)}${i % 97}` : ''},p${i}@example.com,+91${9_000_000_000 + i * 211}`;
  });
  const half = people / 2;
  for (const part of [lines.slice(0, half), lines.slice(half)]) {
    const answer = await fetch(`${url}/v2/customers/import?duplicates=create`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/csv' },
      body: `name,email,phone\n${part.join('\n')}\n`,
    });
    const { id } = z.object({ id: z.string() }).parse(await answer.json());
    await untilDone(`${url}/v2/imports/${id}`, headers, half);
  }
}

async function untilDone(url: string, headers: Record<string, string>, created: number): Promise<void> {
  const progress = z.object({ status: z.string(), created: z.int() });
  for (;;) {
    const found = progress.parse(await (await fetch(url, { headers })).json());
    if (found.status === 'done' && found.created === created) return;
    if (found.status === 'done') throw new Error(`${found.created} customers were made, not ${created}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function startChild(): Promise<{ process: ChildProcess; ready: unknown }> {
  const child = fork(join(import.meta.dirname, 'hub.child.ts'));
  const [ready] = await once(child, 'message');
  return { process: child, ready };
}
