import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { browserReport, ranWhere } from './browser-report.ts';
import { root, run, runNode } from './run.ts';

/** What `npm test` does, in this order; the first step that fails ends it. */
const steps = [
  step('format and lint', 'lint'),
  step('types', 'types'),
  step('structure', 'structure'),
  { name: 'unit, flow and contract tests', go: () => vitest() },
  step('build', 'build'),
  step('browser and desktop tests', 'test:e2e'),
];

const vitestReport = 'test-results/vitest.json';

function step(name: string, script: string) {
  return { name, go: () => npmRun(script) };
}

/** Runs an npm script through the npm that runs this, wherever it is installed. */
async function npmRun(script: string): Promise<number> {
  const npm = process.env.npm_execpath;
  const args = ['run', '--silent', script];
  const { code } = npm ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
  return code;
}

async function vitest(): Promise<number> {
  const args = ['run', '--project', 'unit', '--project', 'whole', '--project', 'apart', '--reporter=default'];
  const report = ['--reporter=json', `--outputFile.json=${vitestReport}`];
  return (await runNode('node_modules/vitest/vitest.mjs', [...args, ...report])).code;
}

const vitestCounts = z
  .object({
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
  })
  .transform((counts) => ({
    passed: counts.numPassedTests,
    failed: counts.numFailedTests,
    skipped: counts.numPendingTests + counts.numTodoTests,
  }));

const browserCounts = z
  .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }) })
  .transform(({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));

/** The counts of a report, none where its runner did not get to write one. */
function counts(file: string, schema: typeof vitestCounts | typeof browserCounts) {
  const path = join(root, file);
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 };
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

for (const file of [vitestReport, browserReport]) rmSync(join(root, file), { force: true });

const summary: string[] = [];
let failedStep: string | undefined;
for (const { name, go } of steps) {
  if (failedStep !== undefined) {
    summary.push(`  not run  ${name}`);
    continue;
  }
  process.stdout.write(`\n── ${name}\n`);
  const begun = performance.now();
  const code = await go();
  if (code !== 0) failedStep = name;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  summary.push(`  ${code === 0 ? 'passed ' : 'FAILED '}  ${name} (${seconds} s)`);
}

const unit = counts(vitestReport, vitestCounts);
const browser = counts(browserReport, browserCounts);
const skipped = unit.skipped + browser.skipped;
if (skipped > 0) {
  failedStep ??= 'no test is skipped';
  summary.push(`  FAILED   no test is skipped (${skipped} were)`);
}
process.stdout.write(`\n${summary.join('\n')}\n`);
if (existsSync(join(root, browserReport))) process.stdout.write(`${ranWhere()}\n`);
process.stdout.write(`${unit.passed + browser.passed} passed, ${unit.failed + browser.failed} failed\n`);
process.exitCode = failedStep === undefined ? 0 : 1;
