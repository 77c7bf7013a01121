import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub, type TestHub } from '../kit/hub.ts';

const run = promisify(execFile);
const page = readFileSync(new URL('../../docs/walkthrough.md', import.meta.url), 'utf8');

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.stop());

/** The page's blocks of shell, each with what it promises to print. */
function steps(): { heading: string; script: string; expected: string | undefined }[] {
  return [...page.matchAll(/```sh\n([\s\S]*?)```(?:\s*\nExpect: `([^`]+)`)?/g)].map((match) => ({
    heading:
      page
        .slice(0, match.index)
        .match(/^##? .*$/gm)
        ?.at(-1) ?? '',
    script: match[1] ?? '',
    expected: match[2],
  }));
}

test('docs/walkthrough.md: each block prints what the page says, one after another', async () => {
  const all = steps();
  expect(all.length).toBeGreaterThan(9);
  expect(all.filter(({ expected }) => expected === undefined)).toHaveLength(1);
  const script = all.map(({ script: block }, i) => `echo '--- ${i} ---'\n${block}\necho`).join('\n');
  const env = { ...process.env, HUB: hub.url, KEY: hub.keys.live, FEED: hub.feedUrl, no_proxy: '127.0.0.1' };
  const { stdout } = await run('sh', ['-eu', '-c', script], { env });
  const printed = stdout.split(/^--- \d+ ---$/m).slice(1);
  for (const [i, { heading, expected = '' }] of all.entries())
    expect(printed[i], heading).toContain(expected);
  // The feed and the file tell of the time that it was moved to.
  const moved = /free at \S+ and (\S+)/.exec(stdout)?.[1]?.replaceAll(/[-:]/g, '');
  expect(printed.at(-1)?.split(`DTSTART:${moved}`)).toHaveLength(3);
});
