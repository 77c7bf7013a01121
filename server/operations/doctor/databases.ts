import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { deliveriesFile, storeFile } from '../../store/files.ts';
import { type Examined, examine, type Kind } from '../../store/sqlite-examine.ts';
import { bytesText, type Finding } from '../finding.ts';
import type { Patient } from './patient.ts';

/** Whether each database is whole and of a schema that this program can read. Reads all of it. */
export function databaseFindings({ config }: Patient): Finding[] {
  const files: [string, Kind][] = [
    [storeFile(config, 'live'), 'store'],
    [storeFile(config, 'test'), 'store'],
    [deliveriesFile(config, 'live'), 'deliveries'],
    [deliveriesFile(config, 'test'), 'deliveries'],
  ];
  return files.filter(([file]) => existsSync(file)).flatMap(([file, kind]) => findingsOf(file, kind));
}

function findingsOf(file: string, kind: Kind): Finding[] {
  const check = basename(file);
  const examined = read(file, kind);
  if (examined instanceof Error) return [damaged(check, examined.message)];
  const { damage, bytes, schema, knows } = examined;
  const [first] = damage;
  const whole: Finding = { check, state: 'ok', said: `It is whole (${bytesText(bytes)}, schema ${schema})` };
  return [first === undefined ? whole : damaged(check, first), ...schemaFindings(check, schema, knows)];
}

function damaged(check: string, what: string): Finding {
  return {
    check,
    state: 'fail',
    said: `It is damaged: ${what}`,
    todo: 'Stop the hub, keep a copy of the folder as it is, and restore the newest backup; desks send what it lacks',
  };
}

function schemaFindings(check: string, schema: number, knows: number): Finding[] {
  if (schema === knows) return [];
  if (schema < knows)
    return [
      {
        check,
        state: 'warn',
        said: `It is of schema ${schema}, this program writes ${knows}`,
        todo: 'Nothing, if the hub was updated just now: it brings the data up to date when it starts',
      },
    ];
  return [
    {
      check,
      state: 'fail',
      said: `A newer program wrote it (schema ${schema}, this one knows ${knows})`,
      todo: 'Update Dunebook on this computer; an older one cannot open the data',
    },
  ];
}

function read(file: string, kind: Kind): Examined | Error {
  try {
    return examine(file, kind, true);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
