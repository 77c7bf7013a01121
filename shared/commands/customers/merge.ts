import * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { type Customer, customers } from '../../resources/customers.ts';
import { fieldOf } from '../../resources/define.ts';
import { allResources, type Docs, isResourceName } from '../../resources/index.ts';
import { historyEntry } from '../bookings/history.ts';
import { type Change, revise } from '../changes.ts';
import { existing } from '../common.ts';
import { type Ctx, defineCommand } from '../define.ts';
import type { HubQuery } from '../query.ts';
import { grantedOf, joinConsents } from './join-consents.ts';
import { alreadyMerged } from './merged.ts';

interface Both {
  readonly gone: Customer;
  readonly kept: Customer;
  /** Whatever names the one that goes, besides consents: visits, rows of imports. */
  readonly belongings: readonly Change[];
  readonly consents: {
    readonly gone: readonly Docs['consents'][];
    readonly kept: readonly Docs['consents'][];
  };
}

export const mergeCustomers = defineCommand({
  name: 'customers.merge',
  resource: 'customers',
  summary:
    'Make two records of one person one: visits, history and consents follow, and the old id answers with the new',
  args: z.strictObject({
    id: customers.id.meta({ description: 'The record that goes' }),
    into: customers.id.meta({ description: 'The record that stays', example: 'cust_priya_01' }),
  }),
  scope: 'customers:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/customers/{id}/merge', status: 200 }],
  emits: ['customer.merged', 'booking.updated'],
  refuses: ['already_merged', 'invalid_customer', 'erased'],
  asNamed: true,
  async load(query: HubQuery, { id, into }): Promise<Both | Refusal> {
    if (id === into)
      return refuse('validation_failed', 'into: must be another customer', {
        issues: [{ path: 'into', message: 'must be another customer' }],
      });
    const from = query.resolve('customers', id);
    if (from.state === 'erased') return refuse('erased', `The data of ${id} was erased`, { id });
    if (from.state === 'merged') return alreadyMerged(id, from.id);
    const found = await existing(query, 'customers', id);
    if (isRefusal(found)) return found;
    const kept = await query.get('customers', into);
    if (query.resolve('customers', into).state === 'erased')
      return refuse('erased', `The data of ${into} was erased`, { id: into });
    if (!kept) return refuse('invalid_customer', `There is no customer ${into} to merge into`, { id: into });
    if (kept.id === id) return alreadyMerged(into, id);
    const consentsOf = (customer: string) => query.range('consents', [['customer_id', '=', customer]]);
    return {
      gone: found.before,
      kept,
      belongings: await belongingsOf(query, id),
      consents: { gone: await consentsOf(id), kept: await consentsOf(kept.id) },
    };
  },
  decide({ gone, kept, belongings, consents }, _args, ctx) {
    const joined = joinConsents(consents.gone, consents.kept, kept.id, ctx);
    const survivor: Change = {
      resource: 'customers',
      doc: revise(kept, { ...joinRecords(gone, kept), consents: grantedOf(joined) }, ctx),
      before: kept,
    };
    const mark: Change = {
      resource: 'customers',
      doc: revise(gone, { merged_into: kept.id }, ctx),
      before: gone,
      deleted: true,
    };
    const moved = belongings.map((change) => follow(change, kept.id, ctx));
    const visits = moved.filter((change) => change.resource === 'bookings');
    return {
      changes: [survivor, mark, ...moved, ...joined.filter(({ doc, before }) => doc !== before)],
      events: [
        { type: 'customer.merged', change: survivor },
        ...visits.map((change) => ({ type: 'booking.updated' as const, change })),
      ],
    };
  },
});

/** Every document that is about the customer, whatever its resource. */
async function belongingsOf(query: HubQuery, id: string): Promise<Change[]> {
  const found: Change[] = [];
  for (const { name, subject } of allResources) {
    if (!isResourceName(name) || name === 'consents' || !subject || subject === 'id') continue;
    for (const doc of await query.range(name, [[subject, '=', id]]))
      found.push({ resource: name, doc } as Change);
  }
  return found;
}

/** The document as one of the record that stays; its own history says so (rule B4). */
function follow({ resource, doc }: Change, id: string, ctx: Ctx): Change {
  const subject = allResources.find(({ name }) => name === resource)?.subject ?? 'customer_id';
  const history: unknown = fieldOf(doc, 'history');
  const line = historyEntry('customer merged', { [subject]: fieldOf(doc, subject) }, ctx);
  const patch = { [subject]: id, ...(Array.isArray(history) && { history: [...history, line] }) };
  return { resource, doc: revise(doc, patch, ctx), before: doc } as Change;
}

/** What the record that stays takes over: whatever it lacks, and everything of what may be several. */
function joinRecords(gone: Customer, kept: Customer): Partial<Customer> {
  const notes = [kept.notes, gone.notes].filter((text) => text !== undefined && text !== '');
  const alerts = [...new Set([kept.alert, gone.alert].filter((text) => text !== undefined))].join(' · ');
  return {
    email: kept.email ?? gone.email,
    phone: kept.phone ?? gone.phone,
    language: kept.language ?? gone.language,
    external_id: kept.external_id ?? gone.external_id,
    ...(notes.length > 0 && { notes: [...new Set(notes)].join('\n\n').slice(0, 5000) }),
    ...(alerts !== '' && { alert: alerts.slice(0, 200) }),
    tags: [...new Set([...kept.tags, ...gone.tags])].slice(0, 20),
    metadata: Object.fromEntries(
      Object.entries({ ...kept.metadata, ...gone.metadata, ...kept.metadata }).slice(0, 50),
    ),
    merged_from: [...new Set([...(kept.merged_from ?? []), ...(gone.merged_from ?? []), gone.id])],
  };
}
