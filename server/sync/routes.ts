import * as z from 'zod';
import { RefusalError } from '../../shared/errors.ts';
import { pushAnswer, pushRequest } from '../../shared/wire/intents.ts';
import { type PullQuery, pullAnswer, pullQuery } from '../../shared/wire/pull.ts';
import { type StreamQuery, streamMessage, streamQuery } from '../../shared/wire/stream.ts';
import type { Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import { noteDesk } from './desk-notes.ts';
import { executeIntents, requireKnownVersion } from './intents.ts';
import { pullPage } from './pull.ts';
import { streamChanges } from './stream.ts';

/** What desks speak (shared/wire). */
export const syncRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/sync/intents',
    operation: 'sync_push',
    tag: 'sync',
    summary: 'Hand over what was done at a desk',
    scope: 'sync',
    body: pushRequest,
    answers: [{ status: 200, description: 'What became of each', schema: pushAnswer }],
    errors: ['validation_failed', 'upgrade_required'],
    async handle(call) {
      const body = Object(call.body);
      requireKnownVersion(body.wire);
      const request = z.safeDecode(pushRequest, body);
      if (!request.success) throw new RefusalError(invalid(request.error));
      const answer = await executeIntents(call, request.data);
      const { program, waiting, clock, intents } = request.data;
      // Those that were sent wait no more.
      const left = waiting === undefined ? undefined : Math.max(0, waiting - intents.length);
      noteDesk(call, { program, waiting: left, clock });
      return { status: 200, body: answer };
    },
  },
  {
    method: 'GET',
    path: '/v2/sync/stream',
    operation: 'sync_stream',
    tag: 'sync',
    summary: 'How far each collection is, as it changes (SSE)',
    scope: 'sync',
    query: streamQuery,
    answers: [
      { status: 200, description: 'A stream', schema: streamMessage, contentType: 'text/event-stream' },
    ],
    errors: ['validation_failed'],
    async handle(call) {
      noteDesk(call, call.query as StreamQuery);
      return { status: 200, stream: (response) => streamChanges(call, response) };
    },
  },
  {
    method: 'GET',
    path: '/v2/sync/{collection}',
    operation: 'sync_pull',
    tag: 'sync',
    summary: 'Changes of a collection after a checkpoint',
    scope: 'sync',
    query: pullQuery,
    answers: [{ status: 200, description: 'A page', schema: pullAnswer }],
    errors: ['validation_failed', 'not_found', 'upgrade_required'],
    handle: async (call) => ({
      status: 200,
      body: await pullPage(call, call.params.collection ?? '', call.query as PullQuery),
      headers: { 'Cache-Control': 'no-store' },
    }),
  },
];
