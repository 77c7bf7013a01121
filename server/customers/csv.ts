import { Readable } from 'node:stream';
import { RefusalError, refuse } from '../../shared/errors.ts';

/** A file as a table. */
export interface Table {
  readonly heading: readonly string[];
  /** The rest, each with its line of the table: the heading is line 1. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

const mostRows = 50_000;
const mostColumns = 100;
const chunkSize = 64 * 1024;

/**
 * Reads CSV with a heading; separated by commas, semicolons or tabs, whichever the heading has most of. It is read in
 * pieces, so that others are answered meanwhile. 422 `validation_failed` where it is no such table.
 * @param charset of the Content-Type; UTF-8 if absent
 */
export async function readTable(bytes: Uint8Array, charset = 'utf-8'): Promise<Table> {
  // Read with the first file: a start need not wait for it.
  const { CsvError, parse } = await import('csv-parse');
  const text = decode(bytes, charset);
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].toSorted((a, b) => count(firstLine, b) - count(firstLine, a))[0] ?? ',';
  const parser = Readable.from(pieces(text)).pipe(
    parse({ delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, trim: true }),
  );
  const records: string[][] = [];
  try {
    for await (const record of parser) {
      records.push(record as string[]);
      if (records.length > mostRows + 1) throw notATable(`has more than ${mostRows} rows; send it in parts`);
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw notATable(`line ${String(error.lines ?? '?')}: ${plain(error.code)}`);
    throw error;
  }
  const [heading, ...rest] = records;
  if (!heading || heading.every((name) => name === ''))
    throw notATable('must begin with the names of its columns');
  if (heading.length > mostColumns) throw notATable(`has more than ${mostColumns} columns`);
  const twice = heading.find((name, i) => name !== '' && heading.indexOf(name) !== i);
  if (twice !== undefined) throw notATable(`has two columns named ${twice.slice(0, 100)}`);
  if (rest.length === 0) throw notATable('has no rows');
  return { heading, rows: rest.map((cells, i) => ({ row: i + 2, cells })) };
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes);
    if (!text.includes('\u0000')) return text;
  } catch {
    // Refused below: an unknown charset, or bytes that are none of it.
  }
  throw notATable(
    `is not text in ${charset.slice(0, 40)}; name another with Content-Type: text/csv; charset=…`,
  );
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += chunkSize) yield text.slice(at, at + chunkSize);
}

function count(text: string, what: string): number {
  return text.split(what).length - 1;
}

/** `CSV_QUOTE_NOT_CLOSED` → `quote not closed`. */
function plain(code: string): string {
  return code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
}

function notATable(message: string): RefusalError {
  return new RefusalError(
    refuse('validation_failed', `The file ${message}`, { issues: [{ path: '', message }] }),
  );
}
