import { createReadStream, statSync } from 'node:fs';
import type { Response } from 'express';
import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { formatInstant, instant } from '../../shared/time/instants.ts';
import { nothing, requireNothing } from '../api/nothing.ts';
import type { Call, Caller, Route } from '../api/route.ts';
import type { ExportState } from './exports.ts';

const shown = z
  .object({
    id: z.string().meta({ description: 'Id of the export', example: 'exp_01JZC0N3E8QZ3V6KX8T2M4B7RA' }),
    status: z.enum(['running', 'done', 'failed', 'cancelled']),
    created_at: instant,
    done: z.int().min(0).meta({ description: 'Documents that are in it so far' }),
    total: z.int().min(0).meta({ description: 'Documents there are' }),
    size: z.int().min(0).optional().meta({ description: 'Bytes of the zip, once it is done' }),
    problem: z.enum(['full', 'erased', 'failed']).optional().meta({
      description:
        'Why it failed: the disk is full; somebody was erased meanwhile, so it would have told too much; or else',
    }),
  })
  .meta({ id: 'Export' });

const example = () => ({
  id: 'exp_01JZC0N3E8QZ3V6KX8T2M4B7RA',
  status: 'done',
  created_at: '2026-04-15T04:00:00Z',
  done: 2312,
  total: 2312,
  size: 1204331,
});

const common = { tag: 'exports', scope: 'hub:manage' } as const;

/** Complete exports of what is live. The sandbox has none: it is made up. */
export const exportRoutes: readonly Route[] = [
  {
    ...common,
    method: 'POST',
    path: '/v2/exports',
    operation: 'create_export',
    summary: 'Begin a complete export: one zip of everything, secrets left out',
    body: nothing,
    answers: [
      {
        status: 202,
        description: 'It is being written; one that was being written already is answered',
        schema: shown,
        example,
      },
    ],
    errors: ['validation_failed', 'forbidden'],
    writes: true,
    async handle({ hub, caller, body }) {
      requireNothing(body);
      const state = hub.exports.start(live(caller));
      return { status: 202, headers: { Location: `/v2/exports/${state.id}` }, body: bodyOf(state) };
    },
  },
  {
    ...common,
    method: 'GET',
    path: '/v2/exports',
    operation: 'list_exports',
    summary: 'Exports that are being written or lie on the hub’s disk, the newest first',
    answers: [
      {
        status: 200,
        description: 'The exports',
        schema: z.object({ data: z.array(shown) }),
        example: () => ({ data: [example()] }),
      },
    ],
    errors: ['forbidden'],
    handle: async ({ hub, caller }) => ({
      status: 200,
      body: { data: hub.exports.list(live(caller)).map(bodyOf) },
    }),
  },
  {
    ...common,
    method: 'GET',
    path: '/v2/exports/{id}',
    operation: 'get_export',
    summary: 'How far an export is',
    answers: [{ status: 200, description: 'The export', schema: shown, example }],
    errors: ['forbidden', 'not_found'],
    handle: async (call) => ({ status: 200, body: bodyOf(stateOf(call)) }),
  },
  {
    ...common,
    method: 'DELETE',
    path: '/v2/exports/{id}',
    operation: 'delete_export',
    summary: 'Cancel an export that is being written, or remove its file',
    body: nothing,
    answers: [{ status: 204, description: 'Nothing of it is left' }],
    errors: ['validation_failed', 'forbidden', 'not_found'],
    writes: true,
    async handle(call) {
      requireNothing(call.body);
      const { id } = stateOf(call);
      await call.hub.exports.remove(call.caller.tenant, id);
      return { status: 204 };
    },
  },
  {
    ...common,
    method: 'GET',
    path: '/v2/exports/{id}/download',
    operation: 'download_export',
    summary: 'The zip of an export that is done',
    answers: [{ status: 200, description: 'The zip', contentType: 'application/zip', example: () => 'PK…' }],
    errors: ['forbidden', 'not_found'],
    handle: download,
  },
];

async function download(call: Call) {
  const { id, created_at } = stateOf(call);
  const file = call.hub.exports.file(call.caller.tenant, id);
  if (!file) throw new RefusalError(refuse('not_found', `The export ${id} has no file`));
  const name = `dunebook-${formatInstant(created_at).slice(0, 10)}.zip`;
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(statSync(file).size),
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
    stream: (response: Response) => {
      const bytes = createReadStream(file);
      bytes.on('error', () => response.destroy());
      response.on('close', () => bytes.destroy());
      bytes.pipe(response);
    },
  };
}

function stateOf({ hub, caller, params }: Call): ExportState {
  const found = caller.mode === 'live' && hub.exports.list(caller.tenant).find(({ id }) => id === params.id);
  if (!found) throw new RefusalError(refuse('not_found', `There is no export ${params.id}`));
  return found;
}

function live({ mode, tenant }: Caller): string {
  if (mode === 'live') return tenant;
  throw new RefusalError(refuse('forbidden', 'The sandbox has no exports: they are of what is live'));
}

function bodyOf({ created_at, ...state }: ExportState) {
  return { ...state, created_at: formatInstant(created_at) };
}
