import * as z from 'zod';
import { backupProblems } from '../../shared/backup-problems.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { instant } from '../../shared/time/instants.ts';
import { nothing, requireNothing } from '../api/nothing.ts';
import type { Call, Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import type { HubContext } from '../context.ts';
import type { Listed } from './list.ts';
import { BackupError } from './problem.ts';
import { keep } from './rotate.ts';

const running = z
  .object({
    task: z.enum(['backup', 'restore']),
    step: z.enum(['copying', 'writing', 'reading', 'checking', 'switching']),
    percent: z.int().min(0).max(100),
  })
  .meta({ description: 'What is being done' });

const state = z.object({
  on: z.boolean().meta({ description: 'Whether backups are made by themselves' }),
  last_at: instant.optional().meta({ description: 'When the newest was made' }),
  problem: z.enum(backupProblems).optional().meta({ description: 'Why the last try did not work' }),
  overdue: z.boolean().meta({ description: 'The newest is older than `warn_after_days`' }),
  running: running.optional(),
});

const backup = z.object({
  object: z.literal('backup'),
  id: z.string(),
  made_at: instant,
  bytes: z.int(),
  file: z.string().meta({ description: 'On the hub’s computer' }),
});

const all = z.object({ data: z.array(backup), state });

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 03:00');
const passphrase = z.string().min(8).max(200);

const settings = z.object({
  on: z.boolean(),
  at: time.meta({ description: 'Wall-clock time of the practice', example: '03:00' }),
  folder: z.string().meta({ description: 'On the hub’s computer' }),
  keep,
  warn_after_days: z.int(),
  has_passphrase: z.boolean(),
});

const change = z.strictObject({
  on: z.boolean().optional(),
  at: time.optional(),
  folder: z.string().max(1000).optional().meta({
    description:
      'An absolute path on the hub’s computer; empty: in the data folder. Only from that computer itself',
  }),
  keep: keep.optional(),
  warn_after_days: z.int().min(1).max(365).optional(),
  passphrase: passphrase.optional().meta({
    description: 'Stored nowhere: without it, no backup made from now on can be read. Older ones keep theirs',
  }),
});

const unlocking = z.strictObject({ passphrase: z.string().min(1).max(200) });

/** What is answered while one is put back. */
const restoring = () => ({
  state: {
    on: true,
    last_at: '2026-04-20T21:30:00Z',
    overdue: false,
    running: { task: 'restore', step: 'reading', percent: 0 },
  },
});

const common = { tag: 'backups', scope: 'hub:manage' } as const;

/** Backups of the whole hub, and what puts one back. They are of what is live and of the sandbox alike. */
export const backupRoutes: readonly Route[] = [
  {
    ...common,
    method: 'GET',
    path: '/v2/backups',
    operation: 'backups_list',
    summary: 'The backups there are, the newest first, and what is being done',
    answers: [{ status: 200, description: 'All of them', schema: all }],
    errors: [],
    handle: async ({ hub }) => ({
      status: 200,
      body: { data: (await hub.backups.list()).map(shown), state: hub.backups.state() },
    }),
  },
  {
    ...common,
    method: 'POST',
    path: '/v2/backups',
    operation: 'backups_make',
    summary: 'Make a backup now; see `state` of the list for how far it is',
    body: nothing,
    answers: [{ status: 202, description: 'It is being made', schema: z.object({ state }) }],
    errors: ['validation_failed', 'forbidden', 'outside_policy'],
    handle: makeOne,
  },
  {
    method: 'GET',
    path: '/v2/backups/state',
    operation: 'backups_state',
    tag: 'backups',
    scope: 'practice:read',
    summary: 'Whether backups are made as they should be',
    answers: [{ status: 200, description: 'How they stand', schema: state }],
    errors: [],
    handle: async ({ hub }) => ({ status: 200, body: hub.backups.state() }),
  },
  {
    ...common,
    method: 'GET',
    path: '/v2/backups/settings',
    operation: 'backups_settings_get',
    summary: 'When backups are made, where they are put and which are kept',
    answers: [{ status: 200, description: 'As it is set', schema: settings }],
    errors: [],
    handle: async ({ hub }) => ({ status: 200, body: settingsOf(hub) }),
  },
  {
    ...common,
    method: 'PUT',
    path: '/v2/backups/settings',
    operation: 'backups_settings_set',
    summary: 'Change when backups are made, where they are put, which are kept, and their passphrase',
    body: change,
    answers: [{ status: 200, description: 'As it is set now', schema: settings }],
    errors: ['validation_failed', 'forbidden', 'outside_policy'],
    handle: setSettings,
  },
  {
    ...common,
    method: 'POST',
    path: '/v2/backups/{id}/restore',
    operation: 'backups_restore',
    summary:
      'Put a backup in the place of all data; the hub starts again on it, and what was there is kept in a folder',
    body: unlocking,
    bodyExample: { passphrase: 'a long walk in the dunes' },
    answers: [
      {
        status: 202,
        description: 'The passphrase is right; it is being read',
        schema: z.object({ state }),
        example: restoring,
      },
    ],
    errors: ['validation_failed', 'forbidden', 'not_found', 'outside_policy'],
    handle: restoreOne,
  },
];

async function makeOne({ hub, caller, body }: Call) {
  requireNothing(body);
  liveOnly(caller.mode);
  const { backups } = hub;
  if (!backups.settings().key)
    throw new RefusalError(
      refuse('outside_policy', 'Choose a passphrase for the backups first', { policy: 'passphrase' }),
    );
  // Whoever asks while one is being made wants to see that one. What goes wrong later is in the state.
  if (backups.state().running?.task !== 'backup') void backups.make().catch(() => undefined);
  return { status: 202, body: { state: backups.state() } };
}

async function setSettings({ hub, body, caller, isHere }: Call) {
  liveOnly(caller.mode);
  const wanted = change.safeParse(body);
  if (!wanted.success) throw new RefusalError(invalid(wanted.error));
  const { data } = wanted;
  if (data.folder !== undefined && !isHere)
    throw new RefusalError(
      refuse('forbidden', 'The folder is chosen on the hub’s computer itself', { reason: 'other_computer' }),
    );
  if (data.on && !data.passphrase && !hub.backups.settings().key)
    throw new RefusalError(
      refuse('outside_policy', 'Choose a passphrase for the backups first', { policy: 'passphrase' }),
    );
  await hub.backups.change(data).catch(refuseProblem);
  return { status: 200, body: settingsOf(hub) };
}

async function restoreOne({ hub, body, params, caller }: Call) {
  const asked = unlocking.safeParse(body);
  if (!asked.success) throw new RefusalError(invalid(asked.error));
  const found = (await hub.backups.list()).find(({ header }) => header.id === params.id);
  if (!found || caller.mode !== 'live')
    throw new RefusalError(refuse('not_found', 'There is no such backup'));
  const staged = await hub.backups.restore(found.file, asked.data.passphrase).catch(refuseProblem);
  // What goes wrong from here on is in the state.
  void staged.ready.then(staged.go).catch(() => undefined);
  return { status: 202, body: { state: hub.backups.state() } };
}

function liveOnly(mode: string): void {
  if (mode !== 'live')
    throw new RefusalError(refuse('forbidden', 'The sandbox has no backups of its own: use a live key'));
}

/** What a person can do something about, as a refusal; anything else as it is. */
export function refuseProblem(error: unknown): never {
  if (!(error instanceof BackupError)) throw error;
  const { problem, message } = error;
  if (problem === 'wrong_passphrase')
    throw new RefusalError(refuse('forbidden', message, { reason: problem }));
  throw new RefusalError(refuse('outside_policy', message, { policy: 'backup', reason: problem }));
}

function shown({ header, file, bytes }: Listed): z.input<typeof backup> {
  return { object: 'backup', id: header.id, made_at: header.made_at, bytes, file };
}

function settingsOf({ backups }: HubContext): z.input<typeof settings> {
  const { on, at, keep: kept, warn_after_days, key } = backups.settings();
  return { on, at, folder: backups.folder(), keep: kept, warn_after_days, has_passphrase: key !== undefined };
}
