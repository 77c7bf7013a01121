import { isRefusal, type Refusal } from '../../errors.ts';
import { type Consent, consents, purpose } from '../../resources/consents.ts';
import type { Customer } from '../../resources/customers.ts';
import { customerId } from '../../resources/parts.ts';
import { formatInstant } from '../../time/instants.ts';
import { type Change, newDoc, revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

const { granted, source, wording } = consents.fields;

export const setConsent = defineCommand({
  name: 'consents.set',
  resource: 'consents',
  summary: 'Note that a customer agreed to something, or did not, or no longer does',
  args: consents.create
    .pick({ granted: true, source: true, wording: true })
    .extend({ granted, source, wording, customer_id: customerId, purpose }),
  scope: 'consents:write',
  runs: 'hub',
  http: [{ method: 'PUT', path: '/customers/{customer_id}/consents/{purpose}', status: 200 }],
  emits: ['consent.changed', 'customer.consent_changed'],
  async load(query, args): Promise<{ customer: Customer; earlier?: Consent } | Refusal> {
    const found = await existing(query, 'customers', args.customer_id);
    if (isRefusal(found)) return found;
    const [earlier] = await query.range('consents', [
      ['customer_id', '=', args.customer_id],
      ['purpose', '=', args.purpose],
    ]);
    return { customer: found.before, ...(earlier && { earlier }) };
  },
  decide({ customer, earlier }, args, ctx) {
    const at = formatInstant(ctx.now);
    const said = { granted: args.granted, source: args.source, wording: args.wording };
    const entry = { at, by: ctx.actor.id, by_name: ctx.actor.name, ...withoutAbsent(said) };
    const history = [...(earlier?.history ?? []), entry];
    const turned = earlier?.granted !== args.granted;
    const fields = { ...said, history, changed_at: turned ? at : (earlier?.changed_at ?? at) };
    const { customer_id } = args;
    const consent: Change = earlier
      ? { resource: 'consents', doc: revise(earlier, fields, ctx), before: earlier }
      : {
          resource: 'consents',
          doc: newDoc(
            'consents',
            ctx.id('cns'),
            {
              ...withoutAbsent(said),
              granted: args.granted,
              history,
              changed_at: at,
              customer_id,
              purpose: args.purpose,
            },
            ctx,
          ),
        };
    const told = { type: 'consent.changed' as const, change: consent };
    if (customer.consents?.[args.purpose] === args.granted) return { changes: [consent], events: [told] };
    const person: Change = {
      resource: 'customers',
      doc: revise(customer, { consents: { ...customer.consents, [args.purpose]: args.granted } }, ctx),
      before: customer,
    };
    return {
      changes: [consent, person],
      events: [told, { type: 'customer.consent_changed', change: person }],
    };
  },
});

function withoutAbsent<T extends object>(fields: T): T {
  const kept = { ...fields };
  for (const [name, value] of Object.entries(fields))
    if (value === undefined) Reflect.deleteProperty(kept, name);
  return kept;
}
