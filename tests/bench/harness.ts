import { cpus, totalmem } from 'node:os';

/** One row of the table. Times are milliseconds unless the name says otherwise. */
export interface Figure {
  readonly section: string;
  readonly name: string;
  readonly median: number;
  readonly p95: number;
  /** What the least that could do the job costs, measured in the same run; absent where there is no such thing. */
  readonly floor?: number;
  /** Of rates, product ÷ floor: 1 is as good as the floor. Of times, likewise floor ÷ product. */
  readonly ratio?: number;
  readonly unit: 'ms' | '/s' | 'MB' | 'kB' | '%';
  /** The bar that an issue sets: on the median, the 95th percentile or the ratio. */
  readonly bar?: Bar;
}

export interface Bar {
  readonly on: 'median' | 'p95' | 'ratio';
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** A part of the bench: what it measures, and how. */
export interface Section {
  readonly name: string;
  run(): Promise<Figure[]>;
}

/** The value below which `share` of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A figure from samples of one thing. */
export function figureOf(
  section: string,
  name: string,
  samples: readonly number[],
  more: Partial<Pick<Figure, 'floor' | 'ratio' | 'unit' | 'bar'>> = {},
): Figure {
  return {
    section,
    name,
    median: quantile(samples, 0.5),
    p95: quantile(samples, 0.95),
    unit: 'ms',
    ...more,
  };
}

/** Milliseconds that each of `rounds` runs of `work` takes, after some that warm up and do not count. */
export async function sample(
  rounds: number,
  work: (round: number) => unknown,
  warmUp = 3,
): Promise<number[]> {
  const samples: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const before = performance.now();
    await work(round);
    if (round >= 0) samples.push(performance.now() - before);
  }
  return samples;
}

/** Whether a figure is within its bar; undefined where it has none. */
export function isWithin({ bar, ...figure }: Figure): boolean | undefined {
  if (!bar) return undefined;
  const value = figure[bar.on];
  if (value === undefined) return undefined;
  return (
    value <= (bar.atMost ?? Number.POSITIVE_INFINITY) && value >= (bar.atLeast ?? Number.NEGATIVE_INFINITY)
  );
}

/** The machine, so that figures of two machines are not compared by accident. */
export function machine(): string {
  const [cpu] = cpus();
  return `${cpu?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
}

/** The table as people read it. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.section,
    figure.name,
    `${round(figure.median)} ${figure.unit}`,
    `${round(figure.p95)} ${figure.unit}`,
    figure.floor === undefined ? '' : `${round(figure.floor)} ${figure.unit}`,
    figure.ratio === undefined ? '' : figure.ratio.toFixed(2),
    barText(figure),
  ]);
  const head = ['section', 'what', 'median', 'p95', 'floor', 'ratio', 'bar'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  return [head, widths.map((width) => '-'.repeat(width)), ...rows]
    .map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '))
    .join('\n');
}

function barText(figure: Figure): string {
  const { bar } = figure;
  if (!bar) return '';
  const limit = bar.atMost === undefined ? `≥ ${bar.atLeast}` : `≤ ${bar.atMost}`;
  return `${bar.on} ${limit} ${isWithin(figure) ? 'met' : 'MISSED'}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
