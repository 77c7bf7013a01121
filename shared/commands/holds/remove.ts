import type { Hold } from '../../resources/holds.ts';
import { revise } from '../changes.ts';
import type { Ctx, Decision } from '../define.ts';

/** Takes a hold away, whoever asks: its time is free again. */
export function removeHold(before: Hold, ctx: Ctx): Decision {
  return {
    changes: [{ resource: 'holds', doc: revise(before, {}, ctx), before, deleted: true }],
    events: [],
  };
}
