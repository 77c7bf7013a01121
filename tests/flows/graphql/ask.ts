import type { Answer, TestHub } from '../../kit/hub.ts';

export type Ask = (
  query: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** Asks a hub over GraphQL, with the live key or what `headers.authorization` says. */
export function asker(hub: TestHub): Ask {
  return (query, variables = {}, headers = {}) =>
    hub.call('POST', '/v2/graphql', { query, variables }, headers);
}
