import { backup } from './backup.ts';
import { desk } from './desk.ts';
import { desks } from './desks.ts';
import { feed } from './feed.ts';
import { gates } from './gates.ts';
import { graphql } from './graphql.ts';
import { growth } from './growth.ts';
import { type Figure, machine, type Section, tableOf } from './harness.ts';
import { large } from './large.ts';
import { requests } from './requests.ts';
import { search } from './search.ts';
import { series } from './series.ts';
import { slots } from './slots.ts';
import { webhooks } from './webhooks.ts';

/**
 * `npm run bench [-- --json] [section …]`: every figure with its floor, in one run. docs/performance.md says how to read
 * them.
 */
const sections: readonly Section[] = [
  requests,
  gates,
  slots,
  series,
  growth,
  large,
  feed,
  search,
  graphql,
  webhooks,
  backup,
  ...desks,
  ...desk,
];

interface Failure {
  readonly section: string;
  readonly error: string;
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const json = process.argv.includes('--json');
const unknown = asked.filter((name) => !sections.some((section) => section.name === name));
if (unknown.length > 0) {
  const names = sections.map((section) => section.name).join(', ');
  process.stderr.write(`There is no section ${unknown.join(', ')}; there are: ${names}\n`);
  process.exit(1);
}
await measure(sections.filter((section) => asked.length === 0 || asked.includes(section.name)));

/** Runs the sections one by one; what one has measured is shown before the next begins, and one that fails ends no other. */
async function measure(chosen: readonly Section[]): Promise<void> {
  const figures: Figure[] = [];
  const failures: Failure[] = [];
  for (const section of chosen) {
    process.stderr.write(`${section.name} …\n`);
    try {
      const measured = await section.run();
      figures.push(...measured);
      if (!json && chosen.length > 1) process.stdout.write(`${tableOf(measured)}\n\n`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failures.push({ section: section.name, error: message });
      process.stderr.write(`${section.name} failed: ${message}\n`);
      process.exitCode = 1;
    }
  }
  process.stdout.write(
    json
      ? `${JSON.stringify({ machine: machine(), figures, failures })}\n`
      : [
          `${machine()}\n\n${tableOf(figures)}\n`,
          ...failures.map(({ section, error }) => `${section}: no figures, ${error}\n`),
        ].join(''),
  );
}
