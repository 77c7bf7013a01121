import * as z from 'zod';
import { isRefusal, type Refusal } from '../../errors.ts';
import { type Webhook, webhooks } from '../../resources/webhooks.ts';
import { formatInstant } from '../../time/instants.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import type { HubQuery } from '../query.ts';
import { withReplay } from './replay.ts';

interface Found {
  readonly before: Webhook;
  readonly seq: number;
}

/** One click after whatever was wrong was mended (rule E5). */
export const enableWebhook = defineCommand({
  name: 'webhooks.enable',
  resource: 'webhooks',
  summary: 'Switch an endpoint on again and send what it missed',
  args: z.strictObject({
    id: webhooks.id,
    replay: z.boolean().default(true).meta({ description: 'Send what it did not take, in order' }),
  }),
  scope: 'webhooks:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/webhooks/{id}/enable', status: 200 }],
  emits: [],
  async load(query: HubQuery, args): Promise<Found | Refusal> {
    const found = await existing(query, 'webhooks', args.id);
    return isRefusal(found) ? found : { ...found, seq: query.seq() };
  },
  decide({ before, seq }, { replay }, ctx) {
    const { resume_after } = before;
    const missed = !before.enabled && replay && resume_after !== undefined;
    const range = { after_seq: resume_after ?? 0, until_seq: seq, include_delivered: false };
    const next = {
      enabled: true,
      disabled_at: undefined,
      disabled_reason: undefined,
      resume_after: undefined,
      ...(!before.enabled && { from_seq: seq }),
      ...(missed && { replays: withReplay(before, { id: ctx.id('rpl'), ...range }) }),
    };
    return { changes: [{ resource: 'webhooks', doc: revise(before, next, ctx), before }], events: [] };
  },
});

/** By the hub itself: after 5 days of nothing but failures, or an answer of 410 (rule E5). */
export const disableWebhook = defineCommand({
  name: 'webhooks.disable',
  resource: 'webhooks',
  summary: 'Switch off an endpoint that fails',
  args: z.strictObject({
    id: webhooks.id,
    reason: webhooks.doc.shape.disabled_reason.unwrap().exclude(['imported']),
    resume_after: z.int().min(0).meta({ description: 'Number of the last event before the first it missed' }),
  }),
  scope: 'webhooks:write',
  runs: 'hub',
  http: [],
  emits: ['webhook.endpoint_disabled'],
  load: (query, args) => existing(query, 'webhooks', args.id),
  decide({ before }, { reason, resume_after }, ctx) {
    if (!before.enabled) return { changes: [], events: [] };
    const disabled_at = formatInstant(ctx.now);
    const doc = revise(before, { enabled: false, disabled_at, disabled_reason: reason, resume_after }, ctx);
    const change = { resource: 'webhooks' as const, doc, before };
    return { changes: [change], events: [{ type: 'webhook.endpoint_disabled', change }] };
  },
});
