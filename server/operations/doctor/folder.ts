import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../finding.ts';
import type { Patient } from './patient.ts';

/** Files that let in whoever has them. */
const secretFiles = ['hub.key', 'certificate.key', 'live.sqlite', 'test.sqlite'];

/** Whether the data folder is there, is the hub's own, can be written, and shows itself to nobody else. */
export function folderFindings({ config: { dataDir } }: Patient): Finding[] {
  const check = 'data folder';
  if (!existsSync(join(dataDir, 'live.sqlite')))
    return [
      {
        check,
        state: 'fail',
        said: `There is no practice in ${dataDir}`,
        todo: 'Name the right folder with --data, start the hub once to make a new one, or restore a backup into it',
      },
    ];
  const parts = [dataDir, ...['hub.key', 'live.sqlite', 'test.sqlite'].map((name) => join(dataDir, name))];
  const closed = parts.filter((path) => existsSync(path) && !mayWrite(path));
  if (closed.length > 0)
    return [
      {
        check,
        state: 'fail',
        said: `${closed.join(', ')} may not be written by whoever runs this`,
        todo: 'Run the hub, and this, as the user to whom the folder belongs, or give the folder to that user',
      },
    ];
  return [
    { check, state: 'ok', said: `${dataDir} can be read and written` },
    keyFinding(dataDir),
    ...openFindings(dataDir),
  ];
}

/** Without its key a hub can neither open what it sealed nor prove to desks that it is the same. */
function keyFinding(dataDir: string): Finding {
  const check = 'hub key';
  const file = join(dataDir, 'hub.key');
  if (existsSync(file) && statSync(file).size === 32)
    return { check, state: 'ok', said: 'The hub’s own key is there' };
  return {
    check,
    state: 'fail',
    said: `${file} is ${existsSync(file) ? 'damaged' : 'missing'}`,
    todo: 'Put it back from a backup before the hub starts: with another key, secrets of webhooks cannot be read and people have to sign in anew',
  };
}

/** Windows has other rights than these; there the folder of a user is closed to others. */
function openFindings(dataDir: string): Finding[] {
  if (process.platform === 'win32') return [];
  const paths = [dataDir, ...secretFiles.map((name) => join(dataDir, name))];
  const folderOpen = isOpen(dataDir);
  // In a folder that nobody else may enter, what a file itself allows makes no difference, but for keys.
  const open = paths.filter(
    (path) => existsSync(path) && isOpen(path) && (folderOpen || path.endsWith('.key')),
  );
  if (open.length === 0)
    return [{ check: 'privacy', state: 'ok', said: 'No other user of this computer may look into it' }];
  return [
    {
      check: 'privacy',
      state: 'warn',
      said: `Other users of this computer may look into ${open.join(', ')}`,
      todo: `Close it: chmod go= ${open.map((path) => `'${path}'`).join(' ')}`,
    },
  ];
}

function isOpen(path: string): boolean {
  return (statSync(path).mode & 0o077) !== 0;
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
