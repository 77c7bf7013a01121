import * as z from 'zod';
import { formatInstant } from '../../shared/time/instants.ts';
import { wholeSecond } from './clock.ts';
import type { Database } from './database.ts';
import type { Outbox } from './outbox.ts';
import type { Platform } from './platform.ts';
import type { Rescue } from './types.ts';

/**
 * What waited in a store that was lost waits in this one: under its own id, so that the hub does nothing twice (rule S2).
 * Notes it, for a person to see.
 */
export async function recoverWaiting(
  { keyValue, now }: Pick<Platform, 'keyValue' | 'now'>,
  { rx, waiting }: Database,
  outbox: Outbox,
  install: string,
): Promise<void> {
  const lost = waiting.lost();
  if (!lost) return;
  const here = new Set(outbox.signal.get().map(({ id }) => id));
  for (const draft of lost.drafts) if (!here.has(draft.id)) await outbox.add({ ...draft, install });
  const rescue = { at: formatInstant(wholeSecond(now())), kept: lost.drafts.length, lost: lost.uncopied };
  keyValue.setItem(rescueKey(rx.name), JSON.stringify(addedTo(readRescue(keyValue, rx.name), rescue)));
  waiting.recovered();
}

const rescue = z.object({ at: z.string(), kept: z.int(), lost: z.int() });

function rescueKey(name: string): string {
  return `${name}.rescue`;
}

/** How a store of that name was mended, as long as nobody has seen it. */
export function readRescue(keyValue: Platform['keyValue'], name: string): Rescue | undefined {
  try {
    return rescue.safeParse(JSON.parse(keyValue.getItem(rescueKey(name)) ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Somebody has seen it. */
export function forgetRescue(keyValue: Platform['keyValue'], name: string): void {
  keyValue.removeItem(rescueKey(name));
}

/** Once more before anybody saw it: what was kept waits again, what was lost is lost besides. */
function addedTo(before: Rescue | undefined, { at, kept, lost }: Rescue): Rescue {
  return { at, kept, lost: lost + (before?.lost ?? 0) };
}
