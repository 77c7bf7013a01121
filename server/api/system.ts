import * as z from 'zod';
import { errorCodes, RefusalError, refuse } from '../../shared/errors.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { statusOf } from './errors.ts';
import type { Route } from './route.ts';

const health: Route = {
  method: 'GET',
  path: '/v2/health',
  operation: 'health',
  tag: 'core',
  summary: 'Whether the hub is up',
  scope: 'public',
  answers: [
    {
      status: 200,
      description: 'It is',
      schema: z.object({ status: z.literal('ok'), now: z.string() }),
    },
  ],
  errors: [],
  handle: async ({ hub }) => ({ status: 200, body: { status: 'ok', now: formatInstant(hub.clock()) } }),
};

const errorText = z.object({ code: z.string(), status: z.int(), title: z.string(), todo: z.string() });

function allErrors(): z.output<typeof errorText>[] {
  return Object.entries(errorCodes).map(([code, texts]) => ({
    code,
    status: Object.entries(statusOf).find(([name]) => name === code)?.[1] ?? 500,
    ...texts,
  }));
}

const errors: Route = {
  method: 'GET',
  path: '/v2/errors',
  operation: 'list_errors',
  tag: 'core',
  summary: 'Every error code, its status and what to do',
  scope: 'public',
  answers: [
    {
      status: 200,
      description: 'All codes',
      schema: z.object({ data: z.array(errorText) }),
    },
  ],
  errors: [],
  handle: async () => ({ status: 200, body: { data: allErrors() } }),
};

const error: Route = {
  method: 'GET',
  path: '/v2/errors/{code}',
  operation: 'get_error',
  tag: 'core',
  summary: 'One error code, its status and what to do',
  scope: 'public',
  answers: [{ status: 200, description: 'The code', schema: errorText }],
  errors: ['not_found'],
  async handle({ params }) {
    const found = allErrors().find(({ code }) => code === params.code);
    if (found) return { status: 200, body: found };
    throw new RefusalError(refuse('not_found', 'There is no such error code; GET /v2/errors has them all'));
  },
};

export const systemRoutes: readonly Route[] = [health, errors, error];
