import * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { type ApiKey, apiKeys } from '../../resources/access.ts';
import { fieldOf } from '../../resources/define.ts';
import { isScope, keyScopes, type Scope, scopesOfKey } from '../../scopes.ts';
import { formatInstant, minutes, parseInstant } from '../../time/instants.ts';
import { newDoc, revise } from '../changes.ts';
import { existing, unlessTaken, withoutId } from '../common.ts';
import { type Ctx, defineCommand, type MadeSecret } from '../define.ts';

const fields = apiKeys.doc.shape;

function prefixOf(kind: unknown, mode: 'live' | 'test'): string {
  return `${kind === 'public' ? 'pk' : 'sk'}_${mode}_`;
}

const secret: MadeSecret = {
  made: (args, mode, key) => prefixOf(key ? fieldOf(key, 'kind') : args.kind, mode),
  shownAs: 'secret',
  last4: 'last4',
};

export const createApiKey = defineCommand({
  name: 'api_keys.create',
  resource: 'api_keys',
  summary: 'Make an API key; its secret is in this answer and nowhere else',
  args: z.strictObject({
    id: apiKeys.id.optional(),
    name: fields.name,
    kind: fields.kind.default('secret'),
    mode: fields.mode
      .optional()
      .meta({ description: 'That of the caller, which is also what it is without' }),
    scopes: fields.scopes.meta({
      description:
        'Some of what the caller may do itself; left out: all of it that a key of this kind may do',
    }),
    allowed_origins: fields.allowed_origins,
    expires_at: fields.expires_at,
    plan: fields.plan,
    external_id: fields.external_id,
    metadata: fields.metadata,
    hash: fields.hash,
    last4: fields.last4,
  }),
  scope: 'api_keys:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/api-keys', status: 201 }],
  emits: [],
  refuses: ['forbidden'],
  secrets: { hash: secret },
  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'api_keys', args);
    if (isRefusal(taken)) return taken;
    const mode = ctx.mode ?? 'live';
    if (args.mode && args.mode !== mode)
      return refuse('forbidden', `A ${args.mode} key is made by a caller of that mode`, { mode });
    if (args.expires_at && parseInstant(args.expires_at) <= ctx.now)
      return wrong('expires_at', 'must lie ahead');
    if (args.allowed_origins && args.kind !== 'public')
      return wrong('allowed_origins', 'is for public keys only');
    if (args.plan && !ctx.actor.scopes.has('practice:write'))
      return refuse('forbidden', 'Only who may change the settings of the practice may set a plan');
    const granted = grantedScopes(args.kind, args.scopes, ctx);
    return isRefusal(granted) ? granted : { mode, granted };
  },
  decide({ mode, granted }, args, ctx) {
    const { scopes: _, ...rest } = withoutId(args);
    const doc = newDoc('api_keys', args.id ?? ctx.id('key'), { ...rest, mode, ...granted }, ctx);
    return { changes: [{ resource: 'api_keys', doc }], events: [] };
  },
});

/** What a new key may do: nobody hands on what they do not have. None named also means what later versions add. */
function grantedScopes(
  kind: ApiKey['kind'],
  wanted: readonly string[] | undefined,
  ctx: Ctx,
): { scopes?: string[] } | Refusal {
  const most = keyScopes[kind];
  const handsOn = [...most].filter((scope) => isHandedOn(scope, ctx));
  if (!wanted) return handsOn.length === most.size ? {} : { scopes: handsOn };
  const unknown = wanted.find((scope) => !isScope(scope) || !most.has(scope));
  if (unknown !== undefined) return wrong('scopes', `${unknown} is no scope of a ${kind} key`);
  const more = wanted.find((scope) => !handsOn.some((own) => own === scope));
  if (more !== undefined) return refuse('forbidden', `You may not do ${more} yourself`, { scope: more });
  return { scopes: [...new Set(wanted)] };
}

/** Websites' visitors act for themselves, which whoever takes bookings may let them. */
function isHandedOn(scope: Scope, ctx: Ctx): boolean {
  return ctx.actor.scopes.has(scope === 'bookings:guest' ? 'bookings:write' : scope);
}

function wrong(path: string, message: string): Refusal {
  return refuse('validation_failed', `${path}: ${message}`, { issues: [{ path, message }] });
}

const week = 7 * 24 * 60;

/** Gives a key a new secret. The old one goes on working for a while, so that nothing stops while it is replaced. */
export const rotateApiKey = defineCommand({
  name: 'api_keys.rotate',
  resource: 'api_keys',
  summary: 'Give a key a new secret; the old one works for an overlap, one from before it no more',
  args: z.strictObject({
    id: apiKeys.id,
    overlap_minutes: z
      .int()
      .min(0)
      .max(week)
      .default(24 * 60)
      .meta({ description: 'How long the old secret goes on working: 0 to 10080 (7 days)' }),
    hash: fields.hash,
    last4: fields.last4,
  }),
  scope: 'api_keys:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/api-keys/{id}/rotate', status: 200 }],
  emits: [],
  refuses: ['invalid_transition', 'forbidden'],
  secrets: { hash: secret },
  async load(query, args, ctx) {
    const found = await existing(query, 'api_keys', args.id);
    if (isRefusal(found)) return found;
    if (found.before.revoked_at) return refuse('invalid_transition', 'The key was revoked');
    return unlessMore(found.before, ctx) ?? found;
  },
  decide({ before }, { hash, last4, overlap_minutes }, ctx) {
    const overlap = overlap_minutes > 0;
    const next = {
      hash,
      last4,
      previous_hash: overlap ? before.hash : undefined,
      previous_until: overlap ? formatInstant(ctx.now + minutes(overlap_minutes)) : undefined,
    };
    return { changes: [{ resource: 'api_keys', doc: revise(before, next, ctx), before }], events: [] };
  },
});

/** Whose key can do more than one can oneself is not one's to take over. */
function unlessMore(key: ApiKey, ctx: Ctx): Refusal | undefined {
  const more = [...scopesOfKey(key.kind, key.scopes)].find((scope) => !isHandedOn(scope, ctx));
  return more && refuse('forbidden', `The key may do ${more}, which you may not`, { scope: more });
}

export const revokeApiKey = defineCommand({
  name: 'api_keys.revoke',
  resource: 'api_keys',
  summary: 'Revoke a key, at once and for good',
  args: z.strictObject({ id: apiKeys.id }),
  scope: 'api_keys:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/api-keys/{id}', status: 204 }],
  emits: [],
  load: (query, args) => existing(query, 'api_keys', args.id),
  decide({ before }, _args, ctx) {
    if (before.revoked_at) return { changes: [], events: [] };
    const gone = {
      revoked_at: formatInstant(ctx.now),
      previous_hash: undefined,
      previous_until: undefined,
    };
    return { changes: [{ resource: 'api_keys', doc: revise(before, gone, ctx), before }], events: [] };
  },
});
