import { statfs } from 'node:fs/promises';
import { bytesText, type Finding } from './finding.ts';

/** Less is worth a look: a backup and a day's work may not find room (bytes). */
const scarce = 2_000_000_000;
/** With less, the hub may fail to write at any moment (bytes). */
export const tooLittle = 200_000_000;

export interface Disk {
  readonly free_bytes: number;
  readonly total_bytes: number;
}

/** What is free on the disk of a folder, for whoever the hub runs as. */
export async function diskOf(folder: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free_bytes: bavail * bsize, total_bytes: blocks * bsize };
}

export function diskFinding({ free_bytes, total_bytes }: Disk, check = 'disk'): Finding {
  const said = `${bytesText(free_bytes)} of ${bytesText(total_bytes)} are free`;
  if (free_bytes >= scarce) return { check, state: 'ok', said };
  const todo = 'Make room on this disk, or move the data folder to a larger one';
  return { check, state: free_bytes < tooLittle ? 'fail' : 'warn', said, todo };
}
