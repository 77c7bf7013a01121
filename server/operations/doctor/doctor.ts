import { existsSync } from 'node:fs';
import { diskFinding, diskOf } from '../disk.ts';
import { type Finding, type State, states, worst } from '../finding.ts';
import { backupFinding } from './backups.ts';
import { certificateFinding } from './certificate.ts';
import { clockFinding } from './clock.ts';
import { databaseFindings } from './databases.ts';
import { folderFindings } from './folder.ts';
import type { Patient } from './patient.ts';
import { portFinding } from './ports.ts';
import { sharingFinding } from './sharing.ts';

/** Looks at everything that a hub needs and changes nothing; works beside a hub that runs, and where none does. */
export async function findingsOf(patient: Patient): Promise<Finding[]> {
  const { dataDir } = patient.config;
  if (!existsSync(dataDir)) return [...folderFindings(patient), await portFinding(patient)];
  return [
    ...folderFindings(patient),
    diskFinding(await diskOf(dataDir)),
    await portFinding(patient),
    await sharingFinding(patient),
    clockFinding(patient),
    certificateFinding(patient),
    ...databaseFindings(patient),
    await backupFinding(patient),
  ];
}

/** 0: all as it should be; 1: something is worth a look; 2: something is in the way. As monitoring programs expect it. */
export function exitCodeOf(findings: readonly Finding[]): number {
  return states.indexOf(worst(findings));
}

/** A line for each, what to do below it, and the sum. */
export function reportOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, state, said, todo }) => [
    `${state.padEnd(4)}  ${check.padEnd(width)}  ${said}`,
    ...(todo === undefined ? [] : [`${' '.repeat(width + 8)}→ ${todo}`]),
  ]);
  const count = (state: State) => findings.filter((one) => one.state === state).length;
  const sum = [`${count('ok')} ok`, `${count('warn')} to look at`, `${count('fail')} in the way`].join(', ');
  return [...lines, '', sum, ''].join('\n');
}
