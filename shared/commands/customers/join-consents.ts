import type { Consent } from '../../resources/consents.ts';
import { type Change, revise } from '../changes.ts';
import type { Ctx } from '../define.ts';

type ConsentChange = Change & { resource: 'consents' };

/**
 * Consents of two records as those of one. Where both said something about a purpose, what was said last counts, and the
 * history has both.
 */
export function joinConsents(
  gone: readonly Consent[],
  kept: readonly Consent[],
  customer_id: string,
  ctx: Ctx,
): ConsentChange[] {
  const changes: ConsentChange[] = kept
    .filter(({ purpose }) => gone.every((other) => other.purpose !== purpose))
    .map((doc) => ({ resource: 'consents', doc, before: doc }));
  for (const own of gone) {
    const other = kept.find(({ purpose }) => purpose === own.purpose);
    if (!other) {
      changes.push({ resource: 'consents', doc: revise(own, { customer_id }, ctx), before: own });
      continue;
    }
    const last = own.changed_at > other.changed_at ? own : other;
    const { granted, source, wording, changed_at } = last;
    const history = [...own.history, ...other.history].sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
    );
    const doc = revise(other, { granted, source, wording, changed_at, history }, ctx);
    changes.push({ resource: 'consents', doc, before: other });
    changes.push({
      resource: 'consents',
      doc: revise(own, { history: [] }, ctx),
      before: own,
      deleted: true,
    });
  }
  return changes;
}

/** What is agreed to, by purpose; `undefined` where nothing was ever said. */
export function grantedOf(changes: readonly ConsentChange[]): Record<string, boolean> | undefined {
  const said = changes
    .filter(({ deleted }) => !deleted)
    .map(({ doc }) => [doc.purpose, doc.granted] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}
