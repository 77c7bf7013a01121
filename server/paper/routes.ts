import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { formatInstant, instant } from '../../shared/time/instants.ts';
import type { Call, Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import type { PaperState } from './paper.ts';

const change = z.strictObject({ on: z.boolean().meta({ description: 'Off removes the sheets' }) });

const shown = z.object({
  on: z.boolean(),
  folder: z.string().meta({ description: 'On the hub’s computer; who starts the hub says where' }),
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
    handle: async ({ hub }) => ({ status: 200, body: bodyOf(hub.paper.state()) }),
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
  return { status: 200, body: bodyOf(hub.paper.state()) };
}

function bodyOf({ written_at, ...state }: PaperState) {
  return { ...state, ...(written_at !== undefined && { written_at: formatInstant(written_at) }) };
}
