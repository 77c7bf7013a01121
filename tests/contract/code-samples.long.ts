import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startHub } from '../kit/hub.ts';
import { at } from '../kit/rest.ts';

const run = promisify(execFile);

/** How the file of a sample is run, by its label; without what is not installed here. */
const programs: Readonly<Record<string, { file: string; command: string; args: readonly string[] }>> = {
  curl: { file: 'sample.sh', command: 'sh', args: ['-eu'] },
  JavaScript: { file: 'sample.mjs', command: process.execPath, args: [] },
  Python: { file: 'sample.py', command: 'python3', args: [] },
  PHP: { file: 'sample.php', command: 'php', args: [] },
  Ruby: { file: 'sample.rb', command: 'ruby', args: [] },
  Go: { file: 'sample.go', command: 'go', args: ['run'] },
  Java: { file: 'Sample.java', command: 'java', args: [] },
};
const installed = Object.keys(programs).filter(
  (label) => label === 'curl' || answers(programs[label]?.command ?? ''),
);
const missing = [...Object.keys(programs), 'C#'].filter((label) => !installed.includes(label));
if (missing.length > 0)
  process.stderr.write(`\nnot installed: NOT RUN: the API document’s samples in ${missing.join(', ')}\n`);

function answers(command: string): boolean {
  return ['--version', 'version'].some((asked) => spawnSync(command, [asked]).status === 0);
}

interface Asked {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly type: string | undefined;
  readonly repeatable: boolean;
  readonly body: unknown;
}

/** What the samples are sent to: it notes what it is asked, and answers with an empty object. */
const asked: Asked[] = [];
const receiver = createServer(async (request, response) => {
  asked.push(await read(request));
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});

async function read(request: IncomingMessage): Promise<Asked> {
  const text = Buffer.concat(await request.toArray()).toString();
  return {
    method: request.method,
    path: request.url,
    authorization: request.headers.authorization,
    type: text === '' ? undefined : request.headers['content-type']?.split(';')[0],
    repeatable: (request.headers['x-idempotency-key']?.length ?? 0) >= 16,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

let folder: string;
let url: string;
let samples: { operation: string; sources: Map<string, string> }[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-samples-'));
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const hub = await startHub();
  const { body } = await hub.call('GET', '/v2/openapi.json');
  await hub.stop();
  const operations = Object.values(Object(body.paths)).flatMap((methods) => Object.values(Object(methods)));
  samples = operations.flatMap((operation) => {
    const all = at(operation, 'x-codeSamples');
    if (!Array.isArray(all)) return [];
    const sources = all.map((sample): [string, string] => [
      String(at(sample, 'label')),
      String(at(sample, 'source')),
    ]);
    return [{ operation: String(at(operation, 'operationId')), sources: new Map(sources) }];
  });
});
afterEach(() => void asked.splice(0));
afterAll(() => {
  receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the samples of the API document', () => {
  test.for(installed.filter((label) => label !== 'curl'))('in %s ask what curl asks', async (label) => {
    // A Java program is compiled anew each time it is started.
    const some =
      label === 'Java' ? samples.filter(({ operation }) => /^(get|bookings)_/.test(operation)) : samples;
    expect(some.length).toBeGreaterThan(2);
    for (const { operation, sources } of some) {
      await execute('curl', sources);
      await execute(label, sources);
      const [byCurl, byOther, ...more] = asked.splice(0);
      expect([operation, byOther]).toEqual([operation, byCurl]);
      expect([more, byOther?.authorization]).toEqual([[], 'Bearer sk_test_sample']);
    }
  });
});

async function execute(label: string, sources: ReadonlyMap<string, string>): Promise<void> {
  const program = programs[label];
  if (!program) throw new Error(`nothing runs ${label}`);
  const file = join(folder, program.file);
  writeFileSync(file, sources.get(label) ?? '');
  const env = { ...process.env, HUB: url, KEY: 'sk_test_sample', no_proxy: '127.0.0.1' };
  await run(program.command, [...program.args, file], { env });
}
