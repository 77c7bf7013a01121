/** What is being done. */
export interface Running {
  readonly task: 'backup' | 'restore';
  readonly step: 'copying' | 'writing' | 'reading' | 'checking' | 'switching';
  /** 0 to 100, of all of it. */
  readonly percent: number;
}

/** How far a backup or a restore is, from what its thread says; shares of the whole are those of a large practice. */
export function shownStep(
  task: Running['task'],
  what: string,
  done: number,
): Pick<Running, 'step' | 'percent'> | undefined {
  const shares: Readonly<Record<string, readonly [Running['step'], number, number]>> =
    task === 'backup'
      ? {
          copy: ['copying', 0, 20],
          write: ['writing', 20, 65],
          read: ['reading', 65, 90],
          check: ['checking', 90, 90],
        }
      : {
          read: ['reading', 0, 70],
          check: ['checking', 70, 70],
          epoch: ['checking', 95, 95],
          switch: ['switching', 99, 99],
        };
  const [word = ''] = what.split(' ');
  const found = shares[word];
  return found && { step: found[0], percent: Math.round(found[1] + (found[2] - found[1]) * done) };
}
