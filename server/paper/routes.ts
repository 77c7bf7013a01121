import { resolve } from 'node:path';
import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { formatInstant, instant } from '../../shared/time/instants.ts';
import type { Call, Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import type { HubContext } from '../context.ts';

const change = z.strictObject({ on: z.boolean().meta({ description: 'Off removes the sheets' }) });

const shown = z.object({
  on: z.boolean(),
  folder: z.string().meta({ description: 'On the hub’s computer; who starts the hub says where' }),
  data_folder: z.string().meta({ description: 'On the hub’s computer: where everything else is kept' }),
  written_at: instant.optional().meta({ description: 'When all sheets were last found right' }),
  problem: z.enum(['full', 'not_allowed', 'gone', 'failed']).optional().meta({
    description:
      'Why the last time did not work: the disk is full; the folder may not be written; it is gone',
  }),
});

const common = {
  path: '/v2/paper',
  tag: 'schedule',
  answers: [{ status: 200, description: 'How the sheets stand', schema: shown }],
} as const;

/** Day sheets of the next seven days as files on the hub's computer. They are of what is live. */
export const paperRoutes: readonly Route[] = [
  {
    ...common,
    method: 'GET',
    operation: 'paper_get',
    summary: 'Whether the next seven days are put on the hub’s disk as sheets to print, and where',
    scope: 'practice:read',
    errors: [],
    handle: async ({ hub }) => ({ status: 200, body: bodyOf(hub) }),
  },
  {
    ...common,
    method: 'PUT',
    operation: 'paper_set',
    summary: 'Switch the sheets on the hub’s disk on or off',
    scope: 'practice:write',
    body: change,
    writes: true,
    errors: ['validation_failed', 'forbidden'],
    handle: setPaper,
  },
];

async function setPaper({ hub, body, caller }: Call) {
  const wanted = change.safeParse(body);
  if (!wanted.success) throw new RefusalError(invalid(wanted.error));
  if (caller.mode !== 'live')
    throw new RefusalError(refuse('forbidden', 'The sandbox has no sheets: this is about what is live'));
  await hub.paper.setOn(wanted.data.on);
  return { status: 200, body: bodyOf(hub) };
}

function bodyOf({ paper, config }: HubContext) {
  const { written_at, ...state } = paper.state();
  return {
    ...state,
    data_folder: resolve(config.dataDir),
    ...(written_at !== undefined && { written_at: formatInstant(written_at) }),
  };
}
