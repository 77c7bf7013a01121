import { desk } from './desk.ts';
import { feed } from './feed.ts';
import { gates } from './gates.ts';
import { graphql } from './graphql.ts';
import { type Figure, machine, type Section, tableOf } from './harness.ts';
import { large } from './large.ts';
import { requests } from './requests.ts';
import { search } from './search.ts';
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
  large,
  feed,
  search,
  graphql,
  webhooks,
  ...desk,
];

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const json = process.argv.includes('--json');
const figures: Figure[] = [];
for (const section of sections) {
  if (asked.length > 0 && !asked.includes(section.name)) continue;
  if (!json) process.stderr.write(`${section.name} …\n`);
  figures.push(...(await section.run()));
}
process.stdout.write(
  json ? `${JSON.stringify({ machine: machine(), figures })}\n` : `${machine()}\n\n${tableOf(figures)}\n`,
);
