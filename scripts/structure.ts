import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuplicatedRun, duplicatedRuns } from './duplicates.ts';
import { checkLayers, folders, type Violation } from './layers.ts';
import { root } from './run.ts';

/** What a folder is made of; `tests/kit` and all below it count as one. */
export interface FolderShape {
  readonly folder: string;
  readonly files: number;
  /** Lines of its middle and its longest file. */
  readonly median: number;
  readonly largest: number;
  /** Imports against the layer rule, circles and copied runs that begin here. */
  readonly upward: number;
  readonly circles: number;
  readonly duplicated: number;
}

export interface Structure {
  readonly shapes: readonly FolderShape[];
  readonly violations: readonly Violation[];
  readonly runs: readonly DuplicatedRun[];
  /** Folders of which no file was read, so that nothing can be said about them. */
  readonly unseen: readonly string[];
}

/**
 * Measures the source below `baseDir`.
 * @param baseDir absolute folder that has the top-level folders
 */
export async function measure(baseDir: string): Promise<Structure> {
  const { violations, files } = await checkLayers(baseDir);
  const texts = new Map([...files].sort().map((file) => [file, readFileSync(join(baseDir, file), 'utf8')]));
  const runs = duplicatedRuns(texts);
  const inFolder = Map.groupBy(texts.keys(), folderOf);
  const shapes = [...inFolder].sort().map(([folder, names]) => {
    const lengths = names.map((name) => lengthOf(texts.get(name) ?? '')).sort((a, b) => a - b);
    const begun = violations.filter(({ from }) => folderOf(from) === folder);
    const circles = begun.filter(isCircle).length;
    return {
      folder,
      files: names.length,
      median: lengths[Math.floor(lengths.length / 2)] ?? 0,
      largest: lengths.at(-1) ?? 0,
      upward: begun.length - circles,
      circles,
      duplicated: runs.filter(({ places }) => folderOf(places[1].file) === folder).length,
    };
  });
  const unseen = folders.filter((folder) => !files.some((file) => file.startsWith(`${folder}/`)));
  return { shapes, violations, runs, unseen };
}

/** The first two folders of a path. */
function folderOf(file: string): string {
  return file.split('/').slice(0, -1).slice(0, 2).join('/');
}

function lengthOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

function isCircle({ rule }: Violation): boolean {
  return rule === 'no-circles';
}

/** The shapes as a table for people, with a line for all together. */
export function table(shapes: readonly FolderShape[]): string {
  const sum = (of: (shape: FolderShape) => number) => shapes.reduce((all, shape) => all + of(shape), 0);
  const rows = [
    ['folder', 'files', 'median', 'largest', 'upward', 'circles', 'duplicated'],
    ...shapes.map((shape) => [
      shape.folder,
      ...[shape.files, shape.median, shape.largest, shape.upward, shape.circles, shape.duplicated].map(
        String,
      ),
    ]),
    [
      'all',
      String(sum(({ files }) => files)),
      '',
      String(Math.max(...shapes.map(({ largest }) => largest))),
      String(sum(({ upward }) => upward)),
      String(sum(({ circles }) => circles)),
      String(sum(({ duplicated }) => duplicated)),
    ],
  ];
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

/** How many copied runs are listed, the longest first; `--all` lists every one. */
const listed = 10;

if (import.meta.main) {
  const { shapes, violations, runs, unseen } = await measure(root);
  process.stdout.write(`${table(shapes)}\n`);
  const shown = process.argv.includes('--all') ? runs : runs.slice(0, listed);
  for (const { lines, places } of shown) {
    const [first, second] = places.map(({ file, line }) => `${file}:${line}`);
    process.stdout.write(`${lines} equal lines: ${first} and ${second}\n`);
  }
  if (shown.length < runs.length)
    process.stdout.write(`… and ${runs.length - shown.length} more (npm run structure -- --all)\n`);
  for (const { rule, why, from, to } of violations)
    process.stderr.write(`${from} → ${to}\n  ${rule}: ${why}\n`);
  for (const folder of unseen) process.stderr.write(`${folder}/ was not checked: no file in it was read.\n`);
  if (violations.length + unseen.length > 0) process.exitCode = 1;
}
