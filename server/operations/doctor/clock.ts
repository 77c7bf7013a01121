import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant, minutes, parseInstant } from '../../../shared/time/instants.ts';
import { storeFile } from '../../store/files.ts';
import { examine } from '../../store/sqlite-examine.ts';
import { type Finding, lengthText } from '../finding.ts';
import type { Patient } from './patient.ts';

/** So far ahead may be what was written just now. */
const tolerated = minutes(2);
/** Program and data were made after this; a clock that says less has lost its battery. */
const earliest = parseInstant('2026-01-01T00:00:00Z');

/** Whether this computer's clock can be right: nothing was done later than now, and desks' clocks say no other. */
export function clockFinding({ config, now }: Patient): Finding {
  const check = 'clock';
  const todo = 'Set this computer’s clock, or let it be set over the network, then start the hub again';
  if (now < earliest) return { check, state: 'fail', said: `It says ${formatInstant(now)}`, todo };
  const { newestEvent, clocksOff } = tracesIn(storeFile(config, 'live'));
  const ahead = Math.max(newestFile(config.dataDir), newestEvent) - now;
  if (ahead > tolerated) {
    const said = `It says ${formatInstant(now)}, but something was done ${lengthText(ahead)} later than that`;
    return { check, state: 'fail', said, todo };
  }
  if (clocksOff.length > 0) return desksOff(clocksOff);
  const said = `It says ${formatInstant(now)}; nothing was done later than that, and no desk says otherwise`;
  return { check, state: 'ok', said };
}

/**
 * Which clock is wrong nobody here can know; times of bookings come from the hub's alone (rule S9).
 * @param seconds By how many each is ahead, or behind where negative.
 */
export function desksOff(seconds: readonly number[]): Finding {
  const whose = seconds.length === 1 ? 'A desk’s clock is' : `${seconds.length} desks’ clocks are`;
  const ends = [
    { words: 'ahead of', most: Math.max(...seconds) },
    { words: 'behind', most: -Math.min(...seconds) },
  ].filter(({ most }) => most > 0);
  const off = ends.map(({ words, most }) => `${words} this computer’s by up to ${lengthText(most * 1000)}`);
  const todo = 'Compare with a clock that is right, and set whichever is wrong: this computer’s or theirs';
  return { check: 'clock', state: 'warn', said: `${whose} ${off.join(', or ')}`, todo };
}

/** When a file was last written (milliseconds since the epoch). */
function newestFile(folder: string): number {
  if (!existsSync(folder)) return 0;
  return Math.max(0, ...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs));
}

function tracesIn(file: string): { newestEvent: number; clocksOff: readonly number[] } {
  try {
    const { newestEvent, clocksOff } = examine(file, 'store', false);
    return { newestEvent: newestEvent === undefined ? 0 : parseInstant(newestEvent), clocksOff };
  } catch {
    // That it cannot be read is told by the check of the databases.
    return { newestEvent: 0, clocksOff: [] };
  }
}
