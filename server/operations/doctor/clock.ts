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

/** Whether this computer's clock can be right: nothing was done later than now. */
export function clockFinding({ config, now }: Patient): Finding {
  const check = 'clock';
  const todo = 'Set this computer’s clock, or let it be set over the network, then start the hub again';
  if (now < earliest) return { check, state: 'fail', said: `It says ${formatInstant(now)}`, todo };
  const ahead = newestTrace(config.dataDir, storeFile(config, 'live')) - now;
  if (ahead <= tolerated)
    return { check, state: 'ok', said: `It says ${formatInstant(now)}; nothing was done later than that` };
  const said = `It says ${formatInstant(now)}, but something was done ${lengthText(ahead)} later than that`;
  return { check, state: 'fail', said, todo };
}

/** When a file was last written or the practice last changed (milliseconds since the epoch). */
function newestTrace(folder: string, file: string): number {
  const written = existsSync(folder)
    ? readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs)
    : [];
  return Math.max(0, ...written, newestEvent(file));
}

function newestEvent(file: string): number {
  try {
    const at = examine(file, 'store', false).newestEvent;
    return at === undefined ? 0 : parseInstant(at);
  } catch {
    // That it cannot be read is told by the check of the databases.
    return 0;
  }
}
