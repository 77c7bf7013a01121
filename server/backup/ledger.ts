import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Who was erased, in the data folder: ids only. */
export const ledgerName = 'erasures.jsonl';

/** The same beside the backups, so that it outlives the hub's computer, too. */
export function ledgerBeside(folder: string): string {
  return join(folder, 'dunebook-erasures.jsonl');
}

/** Brings the one beside the backups up to date. */
export function copyLedger(dataDir: string, folder: string): void {
  const ledger = join(dataDir, ledgerName);
  if (!existsSync(ledger)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${ledgerBeside(folder)}.tmp`;
  copyFileSync(ledger, draft);
  renameSync(draft, ledgerBeside(folder));
}
