import { isRefusal } from '../../errors.ts';
import { waitlist } from '../../resources/waitlist.ts';
import { parseInstant } from '../../time/instants.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { refuseUntil } from './until.ts';
import { unknownResource } from './wished.ts';

export const updateWaitlistEntry = defineCommand({
  name: 'waitlist.update',
  resource: 'waitlist',
  summary: 'Change what somebody waits for',
  args: waitlist.patch.extend({ id: waitlist.id }),
  scope: 'waitlist:write',
  runs: 'anywhere',
  http: [{ method: 'PATCH', path: '/waitlist/{id}', status: 200 }],
  emits: [],
  refuses: ['invalid_resource'],
  async load(query, args) {
    const found = await existingForUpdate(query, 'waitlist', args);
    return isRefusal(found) ? found : ((await unknownResource(query, args.resource_ids ?? [])) ?? found);
  },
  decide({ before }, args, ctx) {
    const patch = withoutId(args);
    const refused = args.until && refuseUntil(before.from, args.until, ctx);
    if (refused && isRefusal(refused)) return refused;
    // Who waits again, for longer, has not expired any more.
    const again = args.until && before.status === 'expired' ? { status: 'waiting' as const } : {};
    const doc = revise(before, { ...patch, ...again }, ctx);
    const due = { at: parseInstant(doc.until), command: 'waitlist.expire', args: { id: doc.id } };
    return { changes: [{ resource: 'waitlist', doc, before }], events: [], due: args.until ? [due] : [] };
  },
});
