import { type BaseDoc, toWire } from '../../shared/resources/define.ts';
import { type Docs, definitionOf, type ResourceName } from '../../shared/resources/index.ts';
import type { Practice } from '../../shared/resources/practice.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { feedPages, feedSeries } from '../calendar/load.ts';
import { seriesEvents } from '../calendar/series.ts';
import { feedEvents, feedText } from '../calendar/text.ts';
import { zonesUsed } from '../calendar/zone.ts';
import { cell } from '../paper/csv.ts';
import type { StoreReads, View } from '../store/store.ts';
import {
  carried,
  contentsFile,
  duesFile,
  erasedFile,
  eventsFile,
  fileOf,
  type Manifest,
  manifestFile,
  schemasOf,
  tables,
  withoutSecrets,
} from './format.ts';
import { readMe } from './read-me.ts';
import { createZip } from './zip-file.ts';

/** Rows read at a time. */
const pageSize = 1000;

export interface ExportJob {
  readonly tenant: string;
  /** Where the zip is put. */
  readonly file: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Version of the program. */
  readonly program: string;
}

/** How far an export is: lines written, of how many. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Writes all of a practice, as it is at this moment, into one zip. */
export async function writeExport(
  reads: StoreReads,
  { tenant, file, now, program }: ExportJob,
  tell: (progress: Progress) => void = () => {},
): Promise<void> {
  await reads.read(tenant, async (view) => {
    const practice = await view.get('practice', tenant);
    if (!practice) throw new Error('There is no practice to export.');
    const total = carried.reduce((sum, name) => sum + view.count(name), 0);
    let done = 0;
    const counted = function* (lines: Iterable<string>): Generator<string> {
      for (const line of lines) {
        if (++done % pageSize === 0) tell({ done: Math.min(done, total), total });
        yield line;
      }
    };

    const zip = createZip(file, now);
    await zip.add(manifestFile, [pretty(manifestOf(practice, program, now))]);
    for (const name of carried) await zip.add(fileOf(name), counted(docLines(view, name)));
    await zip.add(eventsFile, eventLines(view));
    await zip.add(
      duesFile,
      view.dues().map(({ args, ...due }) => jsonLine({ ...due, args: JSON.parse(args) })),
    );
    await zip.add(
      erasedFile,
      view.erased().map((id) => jsonLine({ id })),
    );
    await zip.add('READ ME.txt', [readMe(practice.name)]);
    for (const name of tables) await zip.add(`tables/${name}.csv`, tableLines(view, name));
    await zip.add('bookings.ics', calendar(view, practice, now));
    await zip.add(contentsFile, [pretty(zip.contents())]);
    zip.close();
    tell({ done: total, total });
  });
}

function manifestOf(practice: Practice, program: string, now: number): Manifest {
  return {
    format: 'dunebook-export',
    version: 1,
    made_at: formatInstant(now),
    program,
    tenant_id: practice.tenant_id,
    name: practice.name,
    schemas: schemasOf(carried),
  };
}

function* docLines(view: View, name: ResourceName): Generator<string> {
  for (let after = 0; ; ) {
    const page = view.changes(name, after, pageSize);
    for (const { doc, deleted } of page) {
      yield jsonLine({ doc: withoutSecrets(name, doc), ...(deleted && { deleted }) });
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.seq;
  }
}

function* eventLines(view: View): Generator<string> {
  const forgotten = view.forgottenEvents();
  for (let after = 0; ; ) {
    const page = view.keptEvents(after, pageSize);
    for (const { seq, subject, event } of page) {
      const { seq: _, ...rest } = event;
      yield jsonLine({
        event: rest,
        ...(subject !== undefined && { subject }),
        ...(seq <= forgotten && { forgotten: true }),
      });
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.seq;
  }
}

/** A table for people and other programs: what REST shows of each document, lists and parts as JSON. */
function* tableLines(view: View, name: ResourceName): Generator<string> {
  const definition = definitionOf(name);
  const fields = definition.encoders.map(([field]) => field).filter((field) => field !== 'tenant_id');
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  yield `\uFEFF${fields.map(cell).join(',')}\r\n`;
  for (let after = 0; ; ) {
    const page = view.changes(name, after, pageSize);
    for (const { doc, deleted } of page) if (!deleted) yield row(toWire(definition, doc), fields);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.seq;
  }
}

function row(wire: Readonly<Record<string, unknown>>, fields: readonly string[]): string {
  return `${fields.map((field) => cell(textOf(wire[field]))).join(',')}\r\n`;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** All bookings there ever were, as calendar programs read them. */
async function* calendar(view: View, practice: Practice, now: number): AsyncGenerator<string> {
  const feed: Docs['feeds'] = {
    ...common(practice),
    id: 'feed_export',
    name: 'Export',
    hash: '',
    privacy: 'full',
    past_days: 36_500,
  };
  const pages: string[] = [];
  const seriesIds = new Set<string>();
  for await (const page of feedPages(view, practice, feed, now)) {
    pages.push(feedEvents(page));
    for (const { series_id } of page.bookings) if (series_id) seriesIds.add(series_id);
  }
  const zones = zonesUsed();
  for await (const one of feedSeries(view, practice, feed, seriesIds)) {
    zones.add(one.series);
    pages.push(seriesEvents(one));
  }
  yield feedText({ practice, feed }, [zones.text(), ...pages]);
}

function common({ tenant_id, created_at, updated_at }: BaseDoc): BaseDoc {
  return { id: tenant_id, tenant_id, version: 1, created_at, updated_at, metadata: {} };
}

function jsonLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function pretty(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
