import * as z from 'zod';
import type { HubContext } from '../../context.ts';
import type { Call, Reply, Route } from '../route.ts';
import { paramsOf } from './params.ts';
import type { Answer } from './run.ts';
import type { Served } from './served.ts';

const requestBody = z.strictObject({
  query: z.string().meta({ description: 'The text of the query', example: '{ tenant { name } }' }),
  operationName: z.string().nullish().meta({ description: 'Which of several operations in the text' }),
  variables: z.record(z.string(), z.unknown()).nullish().meta({ description: 'Values of its variables' }),
  extensions: z.record(z.string(), z.unknown()).nullish().meta({ description: 'Not used' }),
});

const inQuery = z.string().max(2000).optional();
const requestQuery = z.strictObject({
  query: inQuery.meta({ description: 'The text of the query; longer ones are sent by POST' }),
  operationName: inQuery.meta({ description: 'Which of several operations in the text' }),
  variables: inQuery.meta({ description: 'Values of its variables, a JSON object' }),
  extensions: inQuery.meta({ description: 'Not used' }),
});

/** GraphQL's own media type. */
const own = 'application/graphql-response+json';

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        locations: z.array(z.object({ line: z.int(), column: z.int() })).optional(),
        path: z.array(z.union([z.string(), z.int()])).optional(),
        extensions: z.object({
          code: z.string(),
          doc_url: z.string(),
          request_id: z.string(),
          details: z.record(z.string(), z.unknown()).optional(),
        }),
      }),
    )
    .optional(),
});

/**
 * GraphQL over HTTP: one endpoint, and the schema as a text. What is behind them is read and made when they are first
 * asked, so that no start waits for it.
 */
export function graphqlRoutes(hub: HubContext, served: readonly Route[]): Route[] {
  let made: Promise<Served> | undefined;
  function graphql(): Promise<Served> {
    made ??= import('./served.ts').then(({ serve }) => serve(hub, served));
    return made;
  }
  // Whoever came in may ask; each field asks for the scope that its REST route has.
  const common = { tag: 'graphql', scope: 'me', guest: 'availability:read', public: true } as const;
  const endpoint = {
    ...common,
    path: '/v2/graphql',
    answers: [
      { status: 200, description: 'Data, errors, or both', schema: answer, orAs: own },
      { status: 400, description: 'Errors: the operation was not begun', schema: answer, contentType: own },
    ],
    errors: ['invalid_json', 'query_too_complex', 'validation_failed', 'forbidden'],
    async handle(call: Call) {
      const params = paramsOf(call);
      return replyOf(call, await (await graphql()).run(call, params));
    },
  } satisfies Partial<Route>;
  return [
    {
      ...endpoint,
      method: 'POST',
      operation: 'graphql',
      summary: 'Ask or change over GraphQL',
      body: requestBody,
      writes: true,
    },
    {
      ...endpoint,
      method: 'GET',
      operation: 'graphql_query',
      summary: 'Ask over GraphQL; nothing is changed',
      query: requestQuery,
      errors: [...endpoint.errors, 'method_not_allowed'],
    },
    {
      ...common,
      method: 'GET',
      path: '/v2/graphql/schema.graphql',
      operation: 'graphql_schema',
      summary: 'The GraphQL schema, as a text',
      answers: [{ status: 200, description: 'The schema', contentType: 'application/graphql' }],
      errors: [],
      handle: async () => ({
        status: 200,
        raw: (await graphql()).sdl,
        headers: { 'Content-Type': 'application/graphql; charset=utf-8' },
      }),
    },
  ];
}

/**
 * The status of GraphQL over HTTP: an operation that was not begun is 400 for those who accept GraphQL's own media type;
 * for those who know JSON alone, the errors in the body say so.
 */
function replyOf(call: Call, { data, errors, replayed }: Answer): Reply {
  const accepted = call.header('accept')?.includes(own) ?? false;
  return {
    status: data === undefined && accepted ? 400 : 200,
    raw: JSON.stringify({ ...(errors && { errors }), ...(data !== undefined && { data }) }),
    headers: {
      'Content-Type': accepted ? own : 'application/json',
      Vary: 'Accept',
      ...(replayed && { 'Idempotent-Replayed': 'true' }),
    },
  };
}
