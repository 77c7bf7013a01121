import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub } from '../kit/hub.ts';
import { at } from '../kit/rest.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const rules = fileURLToPath(new URL('spectral.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dunebook-openapi-'));
const files = { newer: join(folder, 'openapi.json'), older: join(folder, 'openapi-3.0.json') };

beforeAll(async () => {
  const hub = await startHub();
  for (const [file, path] of [
    [files.newer, '/v2/openapi.json'],
    [files.older, '/v2/openapi-3.0.json'],
  ] as const)
    writeFileSync(file, JSON.stringify((await hub.call('GET', path)).body));
  await hub.stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a linter prints, whatever it thinks of the file. */
async function lint(program: string, ...args: string[]): Promise<unknown> {
  const bin = join(root, 'node_modules/.bin', program);
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout } = await run(bin, args, { cwd: folder, env, maxBuffer: 1 << 26 }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout.slice(stdout.search(/[[{]/)));
}

test.each(['newer', 'older'] as const)(
  'the %s document has nothing that Redocly recommends against',
  async (name) => {
    const found = await lint('redocly', 'lint', '--extends=recommended', '--format=json', files[name]);
    expect(at(found, 'problems')).toEqual([]);
    expect(at(found, 'totals')).toEqual({ errors: 0, warnings: 0, ignored: 0 });
  },
  400_000,
);

test('the document keeps the rules of OWASP, but for those that tests/contract/spectral.yaml names', async () => {
  const found = await lint('spectral', 'lint', '--quiet', '-f', 'json', '-r', rules, files.newer);
  expect(found).toEqual([]);
}, 400_000);
