import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type LanHub, lanHub } from '../shared/ipc.ts';

/** The hub on another computer that this window was let in at; nothing: the hub of this computer is the window's. */
export function readTarget(path: string): LanHub | undefined {
  try {
    return lanHub.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whole or not at all. */
export function writeTarget(path: string, target: LanHub): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(target, null, 2), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

export function forgetTarget(path: string): void {
  rmSync(path, { force: true });
}
