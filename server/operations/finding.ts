import * as z from 'zod';

/** How something stands: as it should; worth a look; in the way of the practice's work. */
export const states = ['ok', 'warn', 'fail'] as const;

/** What was found out about one thing, in a sentence, and what to do about it. */
export const finding = z.object({
  check: z.string().meta({ description: 'What was looked at', example: 'disk' }),
  state: z.enum(states),
  said: z.string().meta({ description: 'What was found', example: '182.4 GB of 500.1 GB are free' }),
  todo: z.string().optional().meta({ description: 'What to do about it; absent: nothing' }),
});
export type Finding = z.output<typeof finding>;
export type State = Finding['state'];

/** The worst of them. */
export function worst(findings: readonly Pick<Finding, 'state'>[]): State {
  return findings.reduce<State>(
    (sum, { state }) => (states.indexOf(state) > states.indexOf(sum) ? state : sum),
    'ok',
  );
}

/** Bytes for people: `1.4 GB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** A length of time for people, from milliseconds: `3 hours`. */
export function lengthText(ms: number): string {
  const units: readonly [number, string][] = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1000, 'second'],
  ];
  const [length, name] = units.find(([unit]) => Math.abs(ms) >= unit) ?? [1000, 'second'];
  const count = Math.round(Math.abs(ms) / length);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
