import * as z from 'zod';
import { endSession } from '../../shared/commands/staff/sessions.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { toWire } from '../../shared/resources/define.ts';
import { definitions } from '../../shared/resources/index.ts';
import type { Session } from '../../shared/resources/staff.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { deskRoster, signedInAtDesk } from '../../shared/wire/desk-session.ts';
import { carryOut } from '../api/carry-out.ts';
import type { Call, Route } from '../api/route.ts';
import { endOf } from '../gates/auth.ts';
import { type Place, readSignIn, signIn, signInRequest } from './sign-in.ts';

const { wire } = definitions.sessions;

/** Signing in and out (RULES S12 is about desks; this is about people). */
export const sessionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/sessions',
    operation: 'sessions_open',
    tag: 'sessions',
    summary: 'Sign in with a PIN or password; ends after 12 hours, or an hour without a request',
    scope: 'public',
    body: signInRequest,
    answers: [
      {
        status: 201,
        description: 'The session; its token is in this answer alone',
        schema: wire.extend({ token: z.string(), at_desk: signedInAtDesk.optional() }),
      },
    ],
    errors: ['validation_failed', 'unauthorized', 'account_locked', 'unavailable'],
    async handle(call) {
      const request = readSignIn(call.body);
      const body = await signIn(call.hub, placeOf(call, request), request);
      return { status: 201, body, headers: { 'Cache-Control': 'no-store' } };
    },
  },
  {
    method: 'GET',
    path: '/v2/sessions/staff',
    operation: 'sessions_staff',
    tag: 'sessions',
    summary: 'Who may sign in at a desk',
    scope: 'sync',
    answers: [{ status: 200, description: 'Everybody who works here, by name', schema: deskRoster }],
    errors: [],
    async handle({ hub, caller }) {
      const all = await hub.stores[caller.mode].read(caller.tenant, (view) =>
        view.range('staff', [], { order: 'name' }),
      );
      const data = all.map(({ id, name, role, has_pin, generation }) => ({
        id,
        name,
        role,
        has_pin,
        pin_version: generation,
      }));
      return { status: 200, body: { data }, headers: { 'Cache-Control': 'no-store' } };
    },
  },
  {
    method: 'GET',
    path: '/v2/sessions/current',
    operation: 'sessions_current',
    tag: 'sessions',
    summary: 'Who is signed in, and until when',
    scope: 'me',
    answers: [{ status: 200, description: 'The session', schema: wire.extend({ idle_until: z.string() }) }],
    errors: ['not_found'],
    async handle(call) {
      const session = sessionOf(call);
      const idle_until = formatInstant(endOf(call.hub, call.caller.mode, session));
      return { status: 200, body: { ...toWire(definitions.sessions, session), idle_until } };
    },
  },
  {
    method: 'DELETE',
    path: '/v2/sessions/current',
    operation: 'sessions_end',
    tag: 'sessions',
    summary: 'Sign out',
    scope: 'me',
    writes: true,
    answers: [{ status: 204, description: 'Done' }],
    errors: ['not_found'],
    async handle(call) {
      const { headers } = await carryOut(call, endSession, { ...call.body, id: sessionOf(call).id });
      return { status: 204, headers };
    },
  },
];

function sessionOf({ caller }: Call): Session {
  if (caller.session) return caller.session;
  throw new RefusalError(refuse('not_found', 'Nobody is signed in here: this is a key or a desk'));
}

/** The practice and mode of who asks; without a key or desk, what the request says, or the only practice there is. */
function placeOf(
  call: Call,
  request: { tenant_id?: string | undefined; mode?: 'live' | 'test' | undefined },
): Place {
  const { caller, hub } = call;
  if (caller.kind !== 'nobody') {
    if ((request.mode ?? caller.mode) !== caller.mode)
      throw new RefusalError(refuse('forbidden', `This key or desk is of ${caller.mode} mode`));
    if ((request.tenant_id ?? caller.tenant) !== caller.tenant)
      throw new RefusalError(refuse('tenant_mismatch', 'tenant_id is not the tenant of this key'));
    const desk = caller.kind === 'device' ? { device_id: caller.actor.id } : {};
    return { mode: caller.mode, tenant: caller.tenant, ...desk };
  }
  const mode = request.mode ?? 'live';
  const named = request.tenant_id ?? call.header('x-tenant-id');
  const tenants = hub.stores[mode].tenants();
  const tenant = named ?? (tenants.length === 1 ? tenants[0] : undefined);
  if (tenant !== undefined) return { mode, tenant };
  const message = 'is needed: this hub serves several practices, or none yet';
  throw new RefusalError(
    refuse('validation_failed', `tenant_id: ${message}`, { issues: [{ path: 'tenant_id', message }] }),
  );
}
