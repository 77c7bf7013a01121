import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { type Figure, figureOf, type Section, sample } from './harness.ts';

const rounds = 400;

/** The columns of a day board and what is in them: 12 resources, their bookings, who comes and what for. */
const dayQuery = `query Day($from: DateTime!, $to: DateTime!) {
  resources(first: 12, sort: nameAsc, filter: { kind: [practitioner] }) {
    edges {
      node {
        id
        name
        color
        bookings(first: 50, sort: startAtAsc, filter: { from: $from, to: $to }) {
          edges {
            node {
              id status startAt endAt notes version
              customer { id name phone alert }
              service { id name color }
            }
          }
          pageInfo { hasNextPage }
        }
      }
    }
  }
}`;

const answer = z.object({
  data: z.object({
    resources: z.object({
      edges: z.array(z.object({ node: z.object({ bookings: z.object({ edges: z.array(z.unknown()) }) }) })),
    }),
  }),
});

/** A day over GraphQL, on the large demo practice (issue "The /v2 contract"). */
export const graphql: Section = {
  name: 'graphql',
  async run(): Promise<Figure[]> {
    const child = fork(join(import.meta.dirname, 'graphql.child.ts'));
    const [ready] = await once(child, 'message');
    const { url, key } = z.object({ url: z.string(), key: z.string() }).parse(ready);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const today = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    let bookings = 0;

    async function ask(day: number): Promise<number> {
      const [from, to] = [day, day + 1].map((n) =>
        new Date(today + n * 86_400_000).toISOString().replace('.000', ''),
      );
      const body = JSON.stringify({ query: dayQuery, variables: { from, to } });
      const response = await fetch(`${url}/v2/graphql`, { method: 'POST', headers, body });
      const { data } = answer.parse(await response.json());
      if (data.resources.edges.length !== 12) throw new Error('the day has not 12 columns');
      return data.resources.edges.reduce((sum, { node }) => sum + node.bookings.edges.length, 0);
    }

    // Days of some five months, each asked for a few times: no answer is the one before.
    const samples = await sample(rounds, async (round) => (bookings += await ask(-((round * 7) % 150))), 30);
    child.send('stop');
    await once(child, 'exit');
    const perDay = Math.round(bookings / (rounds + 30));
    const name = `a day: 12 resources, ${perDay} bookings, customers, services`;
    return [figureOf('graphql', name, samples, { bar: { on: 'p95', atMost: 15 } })];
  },
};
