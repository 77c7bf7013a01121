/** How many lines in a row have to be the same to be told of. */
export const shortestRun = 6;

/** Where a run begins: a file, and a line from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Lines that stand in two places; blank lines, indentation and imports do not count. */
export interface DuplicatedRun {
  readonly lines: number;
  readonly places: readonly [Place, Place];
}

interface Line extends Place {
  readonly text: string;
}

/**
 * Finds what was copied: every run of `shortestRun` or more equal lines, at its full length. Of three and more equal
 * runs each later one is told of once, with the first.
 * @param texts of files, by name
 */
export function duplicatedRuns(texts: ReadonlyMap<string, string>): DuplicatedRun[] {
  const files = [...texts].map(([file, text]) => linesOf(file, text));
  const firstAt = new Map<string, { lines: readonly Line[]; at: number }>();
  const runs: DuplicatedRun[] = [];
  for (const lines of files) {
    let end = 0;
    for (let at = 0; at + shortestRun <= lines.length; at++) {
      const key = textOf(lines, at);
      const first = firstAt.get(key);
      if (first === undefined) {
        firstAt.set(key, { lines, at });
        continue;
      }
      const overlaps = first.lines === lines && at - first.at < shortestRun;
      if (at < end || overlaps) continue;
      const length = lengthOfRun(first.lines, first.at, lines, at);
      end = at + length;
      runs.push({ lines: length, places: [placeOf(first.lines, first.at), placeOf(lines, at)] });
    }
  }
  return runs.sort((a, b) => b.lines - a.lines);
}

/** The lines that count: without imports, indentation and blank lines. */
function linesOf(file: string, text: string): Line[] {
  const withoutImports = text.replace(/^import\b[^;]*;$/gm, (statement) => statement.replace(/[^\n]/g, ''));
  return withoutImports
    .split('\n')
    .map((line, i) => ({ file, line: i + 1, text: line.trim() }))
    .filter((line) => line.text !== '');
}

function textOf(lines: readonly Line[], at: number): string {
  return lines
    .slice(at, at + shortestRun)
    .map((line) => line.text)
    .join('\n');
}

/** How long two places stay the same; a run does not reach into its own copy. */
function lengthOfRun(a: readonly Line[], atA: number, b: readonly Line[], atB: number): number {
  const most = a === b ? atB - atA : Number.POSITIVE_INFINITY;
  let length = 0;
  while (length < most && b[atB + length] !== undefined && a[atA + length]?.text === b[atB + length]?.text)
    length++;
  return length;
}

function placeOf(lines: readonly Line[], at: number): Place {
  const { file = '', line = 0 } = lines[at] ?? {};
  return { file, line };
}
