import * as z from 'zod';
import { createPractice } from '../../shared/commands/practice/create.ts';
import { setUpPractice } from '../../shared/commands/practice/set-up.ts';
import { createStaff } from '../../shared/commands/staff/create.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import {
  demoRequest,
  importAnswer,
  importProgress,
  restoreRequest,
  setUpAnswer,
  setUpRequest,
} from '../../shared/setup/request.ts';
import { asHub, grantInvitation } from '../access/grant.ts';
import { fillSandbox } from '../access/sandbox.ts';
import type { Call, Route } from '../api/route.ts';
import { restoreFirst } from '../backup/restore-first.ts';
import { refuseProblem } from '../backup/routes.ts';
import { invalid } from '../commands/invalid.ts';
import type { HubContext } from '../context.ts';

const common = {
  method: 'POST',
  tag: 'setup',
  scope: 'public',
  answers: [
    { status: 201, description: 'There is a practice; the invitation is shown once', schema: setUpAnswer },
  ],
  errors: ['validation_failed', 'unauthorized', 'account_locked', 'unavailable'],
} as const;

/** How long the invitation is good for that lets in the desk which set the practice up, in minutes. */
const invitationMinutes = 10;

/** Bytes of a zip: thousands of bookings a day, for years. */
const largestExport = 512 * 2 ** 20;

/**
 * What a hub without a practice answers besides its API. It is for the desk on its own computer and gone as soon as there
 * is a practice, so it is no part of the API's document.
 */
export const setupRoutes: readonly Route[] = [
  {
    ...common,
    path: '/v2/setup',
    operation: 'setup',
    summary: 'Make the practice of a hub that has none',
    body: setUpRequest,
    async handle({ hub, body }) {
      const request = read(setUpRequest, body);
      const { secret, owner, ...rest } = Object(body);
      return hub.setup.enter(request.secret, async () => {
        const tenant = hub.makeId('tnt');
        const { pin, ...known } = owner;
        const pin_hash = await hub.passwords.hash(request.owner.pin);
        await makeSandbox(hub, tenant, rest.practice, { ...known, pin });
        await asHub(hub, tenant, setUpPractice, { ...rest, owner: { ...known, pin_hash } });
        return letIn(hub, tenant);
      });
    },
  },
  {
    ...common,
    path: '/v2/setup/demo',
    operation: 'setup_demo',
    summary: 'Fill a hub that has no practice with the made-up clinic',
    body: demoRequest,
    async handle({ hub, body }) {
      const { secret } = read(demoRequest, body);
      return hub.setup.enter(secret, async () => {
        const { seedDemo } = await import('../access/demo-staff.ts');
        const demo = await seedDemo(hub, 'clinic');
        return letIn(hub, demo?.tenant_id ?? '');
      });
    },
  },
  {
    ...common,
    path: '/v2/setup/import',
    operation: 'setup_import',
    summary:
      'Make the practice of a complete export that of a hub that has none; the secret is in X-Setup-Secret',
    takes: { type: 'application/zip', maxBytes: largestExport },
    answers: [
      { status: 201, description: 'There is a practice; the PIN is shown once', schema: importAnswer },
    ],
    async handle({ hub, raw = new Uint8Array(), header }) {
      return hub.setup.enter(secretIn(header), async () => {
        // Read when it is needed: a start stays quick.
        const { importPractice } = await import('../exports/import-practice.ts');
        const made = await hub.exports.importing.run((watch) => importPractice(hub, raw, watch));
        const answer = await letIn(hub, made.tenant_id);
        return { ...answer, body: { ...made, ...answer.body } };
      });
    },
  },
  {
    ...common,
    method: 'GET',
    path: '/v2/setup/import',
    operation: 'setup_import_progress',
    summary: 'How far the import is',
    answers: [
      { status: 200, description: 'Lines that were read, and how many there are', schema: importProgress },
    ],
    handle: async ({ hub }) => ({ status: 200, body: hub.exports.importing.progress() }),
  },
  {
    ...common,
    method: 'DELETE',
    path: '/v2/setup/import',
    operation: 'setup_import_cancel',
    summary: 'Give the import up; the secret is in X-Setup-Secret',
    answers: [{ status: 204, description: 'Nothing of it is left' }],
    async handle({ hub, header }) {
      hub.setup.check(secretIn(header));
      if (await hub.exports.importing.cancel()) return { status: 204 };
      throw new RefusalError(refuse('not_found', 'No export is being imported'));
    },
  },
  {
    ...common,
    path: '/v2/setup/restore',
    operation: 'setup_restore',
    summary: 'Put a backup of another hub, or of this one, in the place of nothing',
    body: restoreRequest,
    async handle({ hub, body }) {
      const { secret, file, passphrase } = read(restoreRequest, body);
      const staged = await hub.setup.enter(secret, () =>
        hub.backups.restore(file, passphrase).catch(refuseProblem),
      );
      return restoreFirst(hub, staged);
    },
  },
];

function secretIn(header: Call['header']): string {
  return read(demoRequest, { secret: header('x-setup-secret') }).secret;
}

function read<T extends z.ZodObject>(schema: T, body: unknown): z.output<T> {
  const request = z.safeDecode(schema, Object(body));
  if (!request.success) throw new RefusalError(invalid(request.error));
  return request.data;
}

/** Before the practice itself: what is left of a set-up that was cut off is a sandbox that nobody knows. */
async function makeSandbox(
  hub: HubContext,
  tenant: string,
  practice: Record<string, unknown>,
  owner: Record<string, unknown>,
): Promise<void> {
  await asHub(hub, tenant, createPractice, practice, 'test');
  await fillSandbox(hub, tenant);
  const { resource_id: _, ...person } = owner;
  await asHub(hub, tenant, createStaff, { ...person, role: 'owner' }, 'test');
}

async function letIn(hub: HubContext, tenant_id: string) {
  const invitation = await grantInvitation(hub, tenant_id, invitationMinutes);
  return { status: 201, body: { tenant_id, invitation }, headers: { 'Cache-Control': 'no-store' } };
}
