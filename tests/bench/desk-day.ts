import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { type Figure, figureOf, type Section } from './harness.ts';

const section = 'desk: working day';
const root = join(import.meta.dirname, '../..');

/** What tests/e2e/working-day attaches to its result. */
const feel = z.object({
  how: z.string(),
  interactions: z.array(z.number()),
  longTasks: z.array(z.number()),
  memory: z.number(),
});

/** A report of Playwright: somewhere in its suites are results with attachments. */
const attachment = z.object({ name: z.literal('feel'), body: z.string() });

/** The scripted working day of sixty actions at two desks, by mouse and by keyboard alone, as its test plays it. */
export const deskDay: Section = {
  name: section,
  async run() {
    const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
    const child = spawn(
      process.execPath,
      [cli, 'test', '--project=long', '--reporter=json', 'working-day.long'],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [report, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    if (code !== 0) throw new Error(`the working day failed: ${report.slice(0, 2000)}`);
    return feelsIn(JSON.parse(report.slice(report.indexOf('{\n')))).flatMap(figuresOf);
  },
};

function feelsIn(report: unknown): z.infer<typeof feel>[] {
  const found = attachment.safeParse(report).data;
  if (found) return [feel.parse(JSON.parse(Buffer.from(found.body, 'base64').toString()))];
  return typeof report === 'object' && report !== null ? Object.values(report).flatMap(feelsIn) : [];
}

function figuresOf({ how, interactions, longTasks, memory }: z.infer<typeof feel>): Figure[] {
  return [
    figureOf(section, `INP by ${how}`, interactions, { bar: { on: 'p95', atMost: 100 } }),
    figureOf(section, `tasks of more than 50 ms, by ${how}`, longTasks.length > 0 ? longTasks : [0]),
    figureOf(section, `memory by ${how}`, [memory], { unit: 'MB' }),
  ];
}
