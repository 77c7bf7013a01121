import { setImmediate } from 'node:timers/promises';
import * as z from 'zod';
import { commandOf } from '../../shared/commands/index.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import type { BaseDoc } from '../../shared/resources/define.ts';
import { definitionOf, type ResourceName } from '../../shared/resources/index.ts';
import type { Store, Tx } from '../store/store.ts';
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

/**
 * Puts the practice of an export into an empty store, in one transaction: all of it is there afterwards, or nothing.
 * 422 `validation_failed` where a line is not what it should be.
 * @param now Milliseconds since the epoch
 */
export async function importInto(
  store: Store,
  from: OpenExport,
  now: number,
  tell: (progress: Progress) => void = () => {},
): Promise<void> {
  const { tenant_id } = from.manifest;
  const { total } = from;
  let done = 0;
  const counted = async function* <T>(lines: Iterable<T>): AsyncGenerator<T> {
    for (const line of lines) {
      yield line;
      if (++done % giveWayAfter > 0) continue;
      tell({ done, total });
      await setImmediate();
    }
  };

  refuseNewer(from);
  await store.startOver(tenant_id, [], async (tx) => {
    for (const name of carried) {
      const file = fileOf(name);
      for await (const { doc, deleted = false } of counted(from.lines(file, docLine)))
        tx.put(name, documentOf(from, name, doc, deleted), deleted);
    }
    let forgotten = 0;
    for await (const line of counted(from.lines(eventsFile, eventLine))) {
      if (line.event.tenant_id !== tenant_id) throw damaged(eventsFile);
      if (!line.forgotten) forgotten = forgetAll(tx, forgotten);
      else forgotten++;
      tx.append(line.event, line.subject);
    }
    forgetAll(tx, forgotten);
    for (const { at, command, args } of from.lines(duesFile, dueLine)) {
      if (!commandOf(command)) throw damaged(duesFile);
      tx.addDue({ at, command, args: JSON.stringify(args) });
    }
    const erased = [...from.lines(erasedFile, erasedLine)].map(({ id }) => id);
    if (erased.length > 0) tx.erase(erased, [], now);
  });
  tell({ done: total, total });
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
