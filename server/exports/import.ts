import { setImmediate } from 'node:timers/promises';
import * as z from 'zod';
import { commandOf } from '../../shared/commands/index.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import type { BaseDoc } from '../../shared/resources/define.ts';
import { definitionOf, type ResourceName } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { sealSecret } from '../access/sealed.ts';
import { hashSecret, newKey, newSecret } from '../access/secrets.ts';
import type { HubContext } from '../context.ts';
import type { Tx } from '../store/store.ts';
import {
  carried,
  docLine,
  dueLine,
  duesFile,
  erasedFile,
  erasedLine,
  eventLine,
  eventsFile,
  fileOf,
  withoutSecrets,
} from './format.ts';
import { damaged, type OpenExport } from './read.ts';
import type { Progress } from './write.ts';

/** Lines written in a row; then requests get their turn. */
const giveWayAfter = 200;

const base = z.looseObject({
  id: z.string(),
  tenant_id: z.string(),
  version: z.int().min(1),
  created_at: z.string(),
  updated_at: z.string(),
  external_id: z.string().optional(),
  metadata: z.record(z.string(), z.string()),
});

/** Whoever waits for an import. */
export interface ImportWatch {
  tell(progress: Progress): void;
  /** Gives it up. */
  readonly signal: AbortSignal;
}

/**
 * Puts the practice of an export into an empty store, in one transaction: all of it is there afterwards, or nothing.
 * 422 `validation_failed` where a line is not what it should be, or where it was given up.
 * @param now Milliseconds since the epoch
 */
export async function importInto(
  hub: Pick<HubContext, 'stores' | 'secret' | 'randomBytes'>,
  from: OpenExport,
  now: number,
  { tell, signal }: ImportWatch = { tell: () => {}, signal: new AbortController().signal },
): Promise<void> {
  const { tenant_id } = from.manifest;
  const { total } = from;
  let done = 0;
  const giveWay = async () => {
    tell({ done, total });
    await setImmediate();
    if (signal.aborted) throw cancelled();
  };
  const counted = async function* <T>(lines: Iterable<T>): AsyncGenerator<T> {
    for (const line of lines) {
      yield line;
      if (++done % giveWayAfter === 0) await giveWay();
    }
  };
  const anew: Partial<Record<ResourceName, () => Record<string, unknown>>> = {
    // Nobody knows the address of a feed until it is turned, nor a webhook's secret until that is changed.
    feeds: () => ({ hash: hashSecret(newSecret('cal_')) }),
    webhooks: () => ({
      enabled: false,
      disabled_at: formatInstant(now),
      disabled_reason: 'imported',
      secret: sealSecret(hub, newKey('whsec_')),
      from_seq: 0,
      replays: [],
    }),
  };

  refuseNewer(from);
  await hub.stores.live.startOver(tenant_id, [], async (tx) => {
    // An older program did not have them all.
    for (const name of carried.filter((one) => one in from.manifest.schemas))
      for await (const { doc, deleted = false } of counted(from.lines(fileOf(name), docLine)))
        tx.put(
          name,
          documentOf(from, name, { ...withoutSecrets(name, doc), ...anew[name]?.() }, deleted),
          deleted,
        );
    let forgotten = 0;
    for await (const line of counted(from.lines(eventsFile, eventLine))) {
      if (line.event.tenant_id !== tenant_id) throw damaged(eventsFile);
      if (!line.forgotten) forgotten = forgetAll(tx, forgotten);
      else forgotten++;
      tx.append(line.event, line.subject);
    }
    forgetAll(tx, forgotten);
    for (const { at, command, args } of from.lines(duesFile, dueLine)) {
      // What is done later is nothing that anybody could ask for.
      if (commandOf(command)?.http.length !== 0) throw damaged(duesFile);
      tx.addDue({ at, command, args: JSON.stringify(args) });
    }
    const erased = [...from.lines(erasedFile, erasedLine)].map(({ id }) => id);
    if (erased.length > 0) tx.erase(erased, [], now);
    await giveWay();
  });
  tell({ done: total, total });
}

/** Somebody gave it up before it was there. */
function cancelled(): RefusalError {
  const message = 'The import was cancelled: nothing of it is here';
  return new RefusalError(refuse('validation_failed', message, { reason: 'cancelled' }));
}

/** Those that were forgotten where they come from are the oldest: they are put in first, and are forgotten here too. */
function forgetAll(tx: Tx, count: number): number {
  if (count > 0) tx.forgetEvents({ before: '9999-12-31T23:59:59Z', limit: count });
  return 0;
}

function refuseNewer({ manifest }: OpenExport): void {
  for (const [name, version] of Object.entries(manifest.schemas)) {
    const known = carried.find((candidate) => candidate === name);
    if (known && version <= definitionOf(known).schemaVersion) continue;
    const message = `A newer program made this export (${manifest.program}): update this one first`;
    throw new RefusalError(refuse('validation_failed', message, { reason: 'newer' }));
  }
}

/** A document as this program has them, whichever made the export. */
function documentOf(
  { manifest }: OpenExport,
  name: ResourceName,
  line: Record<string, unknown>,
  deleted: boolean,
): BaseDoc {
  const { migrations, schemaVersion, doc: schema, prefixes } = definitionOf(name);
  let fields = line;
  for (let version = manifest.schemas[name] ?? 0; version < schemaVersion; )
    fields = migrations[++version]?.(fields) ?? fields;
  const doc = base.safeParse(fields);
  if (!doc.success || doc.data.tenant_id !== manifest.tenant_id) throw damaged(fileOf(name));
  const isOfKind = name === 'practice' || prefixes.some((prefix) => doc.data.id.startsWith(`${prefix}_`));
  // What is kept under a mark of removal tells of nobody any more, and need not be whole.
  if (!isOfKind || (!deleted && !z.safeEncode(schema, doc.data).success)) throw damaged(fileOf(name));
  // In the order in which it came.
  return Object.assign({ ...fields }, doc.data);
}
